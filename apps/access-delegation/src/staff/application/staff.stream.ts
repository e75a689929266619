import { Aggregate } from '#kernel';
import type { StaffCommand, StaffEvent, StaffFacts, StaffState } from '../domain/staff.js';

export class StaffStream extends Aggregate<StaffState, StaffCommand, StaffEvent, StaffFacts> {}
