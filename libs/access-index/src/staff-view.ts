import type { DataOf, StaffFact, StaffFunction, StaffScope } from '#contracts';
import type { Handlers } from './handlers.js';

export type Scope = DataOf<typeof StaffScope>;
export type Appointment = { readonly personId: string; readonly function: StaffFunction; readonly scope: Scope };
/** What a staff member wants to act on; what is left out is not asked. `null` is no one province, no one subject: only who has no such limit covers it. */
export type StaffMatter = { readonly subject?: string | null; readonly province?: string | null };

/** Who acts for the Region, in which functions and where. */
export class StaffView {
  private readonly appointments = new Map<string, Appointment>();

  appoint(appointment: Appointment): void {
    this.appointments.set(keyOf(appointment), appointment);
  }

  dismiss(held: Pick<Appointment, 'personId' | 'function'>): void {
    this.appointments.delete(keyOf(held));
  }

  find(personId: string, held: StaffFunction): Appointment | undefined {
    return this.appointments.get(keyOf({ personId, function: held }));
  }

  all(): readonly Appointment[] {
    return [...this.appointments.values()];
  }
}

export const inScope = ({ subjects, provinces }: Scope, { subject, province }: StaffMatter): boolean =>
  (subject === undefined || subjects.length === 0 || (subject !== null && subjects.includes(subject)))
  && (province === undefined || provinces.length === 0 || (province !== null && provinces.includes(province)));

const keyOf = (held: Pick<Appointment, 'personId' | 'function'>): string => `${held.function} ${held.personId}`;

export const staffHandlers: Handlers<StaffFact, [StaffView]> = {
  'access-delegation.staff-appointed.v1': ({ data: { personId, function: held, scope } }, staff) => { staff.appoint({ personId, function: held, scope }); },
  'access-delegation.staff-dismissed.v1': ({ data }, staff) => { staff.dismiss(data); },
};
