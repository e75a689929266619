import type { Actor } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { STAFF_STREAM, type Appointment } from '../domain/staff.js';
import { StaffStream } from './staff.stream.js';

export class StaffView {
  constructor(private readonly staff: StaffStream, private readonly recorded: RecordedFacts) {}

  /** All appointments, for administrators; others see their own. */
  async seenBy(actor: Actor): Promise<readonly Appointment[]> {
    const { state } = await this.staff.load(STAFF_STREAM);
    const { facts: { functions: own, withdrawn } } = await this.recorded.actor(actor, null);
    if (own.length === 0 || withdrawn) throw refuseStanding('not-found');
    return own.some((held) => held.function === 'ADMINISTRATOR') ? state.appointments : state.appointments.filter(({ personId }) => personId === actor.id);
  }
}
