import { refusals, type Actor, type Decider } from '#kernel';
import { regionalStanding } from './regional-standing.js';
import {
  EVERYWHERE, functionsOf, mayDo, type Appointment, type AppointStaff, type BootstrapStaff, type DismissStaff, type StaffCommand, type StaffEvent, type StaffFacts,
  type StaffFunction, type StaffScope, type StaffState,
} from './staff.js';

export const refuse = refusals({
  'staff-already-begun': ['conflict', 'The first administrators were named once and for all; they appoint the others.'],
  'two-administrators-needed': ['invalid', 'Staff begins with exactly two different administrators.'],
  'own-appointment': ['forbidden', 'Nobody appoints himself.'],
  'functions-exclude-each-other': ['conflict', 'Administrator, officer and auditor exclude each other.'],
  'function-has-no-scope': ['invalid', 'Administrators and auditors act everywhere.'],
  'not-appointed': ['not-found', 'The person does not hold this function.'],
  'two-administrators-remain': ['conflict', 'The last two administrators cannot be dismissed.'],
});

const EXCLUSIVE: readonly StaffFunction[] = ['ADMINISTRATOR', 'OFFICER', 'AUDITOR'];
const UNSCOPED: readonly StaffFunction[] = ['ADMINISTRATOR', 'AUDITOR'];

export const staffDecider: Decider<StaffState, StaffCommand, StaffEvent, StaffFacts> = {
  initialState: { begun: false, appointments: [] },
  decide(command, state, { actor, withdrawn }) {
    const as = regionalStanding(actor, { functions: functionsOf(state, actor.id), withdrawn }, mayDo[command.type]);
    return { as, events: decided(command, state, actor) };
  },
  evolve({ appointments }, { type, data }) {
    const others = appointments.filter((held) => !isFor(held, data));
    switch (type) {
      case 'StaffAppointed': return { begun: true, appointments: [...others, data] };
      case 'StaffDismissed': return { begun: true, appointments: others };
    }
  },
};

const decided = (command: StaffCommand, state: StaffState, actor: Actor): readonly StaffEvent[] => {
  switch (command.type) {
    case 'BootstrapStaff': return bootstrap(command, state);
    case 'AppointStaff': return appoint(command, state, actor);
    case 'DismissStaff': return dismiss(command, state);
  }
};

const bootstrap = ({ data: { administrators } }: BootstrapStaff, { begun }: StaffState): readonly StaffEvent[] => {
  if (begun) throw refuse('staff-already-begun');
  if (administrators.length !== 2 || new Set(administrators).size !== 2) throw refuse('two-administrators-needed');
  return administrators.map((personId) => appointed({ personId, function: 'ADMINISTRATOR', scope: EVERYWHERE }));
};

const appoint = ({ data }: AppointStaff, state: StaffState, actor: Actor): readonly StaffEvent[] => {
  if (data.personId === actor.id) throw refuse('own-appointment');
  if (UNSCOPED.includes(data.function) && !sameScope(data.scope, EVERYWHERE)) throw refuse('function-has-no-scope');
  const held = functionsOf(state, data.personId);
  const excluding = held.find((other) => other.function !== data.function && EXCLUSIVE.includes(other.function));
  if (excluding && EXCLUSIVE.includes(data.function)) throw refuse('functions-exclude-each-other', { held: excluding.function });
  const same = held.find((other) => other.function === data.function);
  return same && sameScope(same.scope, data.scope) ? [] : [appointed(data)];
};

const dismiss = ({ data }: DismissStaff, { appointments }: StaffState): readonly StaffEvent[] => {
  if (!appointments.some((held) => isFor(held, data))) throw refuse('not-appointed');
  const administrators = appointments.filter((held) => held.function === 'ADMINISTRATOR').length;
  if (data.function === 'ADMINISTRATOR' && administrators <= 2) throw refuse('two-administrators-remain');
  return [{ type: 'StaffDismissed', data, subject: data.personId }];
};

const appointed = (data: Appointment): StaffEvent => ({ type: 'StaffAppointed', data, subject: data.personId });

type Post = Pick<Appointment, 'personId' | 'function'>;
const isFor = (held: Post, post: Post): boolean => held.personId === post.personId && held.function === post.function;

const sameScope = (one: StaffScope, other: StaffScope): boolean =>
  sameList(one.subjects, other.subjects) && sameList(one.provinces, other.provinces);
const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
