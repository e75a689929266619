import { Aggregate } from '#kernel';
import type { CharterCommand, CharterEvent, CharterFacts, CharterState } from '../domain/charter.js';

export class CharterStream extends Aggregate<CharterState, CharterCommand, CharterEvent, CharterFacts> {}
