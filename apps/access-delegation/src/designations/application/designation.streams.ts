import { Aggregate } from '#kernel';
import type { DesignationState } from '../domain/designation-state.js';
import type { DesignationCommand, DesignationEvent, DesignationFacts } from '../domain/designations.js';

export class DesignationStreams extends Aggregate<DesignationState, DesignationCommand, DesignationEvent, DesignationFacts> {}
