import { Aggregate } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import type { CharterCommand, CharterEvent, CharterState } from '../domain/charter.js';

export class CharterStream extends Aggregate<CharterState, CharterCommand, CharterEvent, ActorFacts> {}
