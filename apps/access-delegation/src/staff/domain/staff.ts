import type { DomainCommand, DomainEvent } from '#kernel';
import type { ActorFacts, RegionalFunction } from '../../capacities/domain/capacities.js';
import type { MayDo } from './regional-standing.js';

export type StaffFunction = RegionalFunction['function'];
export type StaffScope = RegionalFunction['scope'];
export type Appointment = RegionalFunction & { readonly personId: string };

export type StaffAppointed = DomainEvent<'StaffAppointed', Appointment>;
export type StaffDismissed = DomainEvent<'StaffDismissed', { readonly personId: string; readonly function: StaffFunction }>;
export type StaffEvent = StaffAppointed | StaffDismissed;

export type BootstrapStaff = DomainCommand<'BootstrapStaff', { readonly administrators: readonly string[] }>;
export type AppointStaff = DomainCommand<'AppointStaff', Appointment>;
export type DismissStaff = DomainCommand<'DismissStaff', { readonly personId: string; readonly function: StaffFunction }>;
export type StaffCommand = BootstrapStaff | AppointStaff | DismissStaff;

export const mayDo: MayDo<StaffCommand> = {
  BootstrapStaff: ['OPERATOR'],
  AppointStaff: ['ADMINISTRATOR'],
  DismissStaff: ['ADMINISTRATOR'],
};

/** The functions themselves are this stream's own state. */
export type StaffFacts = Pick<ActorFacts, 'withdrawn'>;

export type StaffState = { readonly begun: boolean; readonly appointments: readonly Appointment[] };
export const STAFF_STREAM = 'staff';
export const EVERYWHERE: StaffScope = { subjects: [], provinces: [] };

export const functionsOf = ({ appointments }: StaffState, personId: string): readonly RegionalFunction[] =>
  appointments.filter((held) => held.personId === personId).map((held) => ({ function: held.function, scope: held.scope }));
