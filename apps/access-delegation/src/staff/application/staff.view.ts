import type { Actor } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { functionsOf, STAFF_STREAM, type Appointment } from '../domain/staff.js';
import { StaffStream } from './staff.stream.js';

export class StaffView {
  constructor(private readonly staff: StaffStream) {}

  /** All appointments, for administrators; others see their own. */
  async seenBy(actor: Actor): Promise<readonly Appointment[]> {
    const { state } = await this.staff.load(STAFF_STREAM);
    const own = functionsOf(state, actor.id);
    if (own.length === 0) throw refuseStanding('not-found');
    return own.some((held) => held.function === 'ADMINISTRATOR') ? state.appointments : state.appointments.filter(({ personId }) => personId === actor.id);
  }
}
