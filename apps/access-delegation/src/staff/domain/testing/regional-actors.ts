import type { Actor, Assurance } from '#kernel';
import type { ActorFacts } from '../../../capacities/domain/capacities.js';
import type { StaffFunction } from '../staff.js';

export const person = (id: string, assurance: Assurance = 'high'): Actor => ({ kind: 'person', id, assurance });
export const client: Actor = { kind: 'client', id: 'dossier-application', assurance: 'none' };
export const operator: Actor = { kind: 'operator', id: 'command-line', assurance: 'none' };
export const system: Actor = { kind: 'system', id: 'timer', assurance: 'none' };

/** Somebody who holds these functions, everywhere or in some provinces, for all subjects or some. */
export const holding = (functions: readonly StaffFunction[], provinces: readonly string[] = [], subjects: readonly string[] = []): ActorFacts => ({
  functions: functions.map((held) => ({ function: held, scope: { subjects, provinces } })),
  withdrawn: false,
});
export const nobody = holding([]);
export const withdrawn = (facts: ActorFacts): ActorFacts => ({ ...facts, withdrawn: true });

/** One of each, for the columns of a golden matrix. */
export const regionalActors: Readonly<Record<string, { readonly actor: Actor; readonly facts: ActorFacts }>> = {
  OFFICER: { actor: person('olga'), facts: holding(['OFFICER']) },
  OFFICER_BY_SUBJECT: { actor: person('oscar'), facts: holding(['OFFICER'], [], ['FIN']) },
  ADMINISTRATOR: { actor: person('anna'), facts: holding(['ADMINISTRATOR']) },
  HELPDESK: { actor: person('hugo'), facts: holding(['HELPDESK']) },
  AUDITOR: { actor: person('aude'), facts: holding(['AUDITOR']) },
  ANYONE: { actor: person('stranger'), facts: nobody },
  CLIENT: { actor: client, facts: nobody },
  OPERATOR: { actor: operator, facts: nobody },
  SYSTEM: { actor: system, facts: nobody },
};
