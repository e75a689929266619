import type { WithdrawalFact } from '#contracts';
import type { Instant } from '#kernel';
import { unconcerned, type Handlers } from './handlers.js';
import { ALWAYS, later, NEVER } from './instants.js';
import type { People, Person } from './people.js';

/** `clearFrom` is `NEVER` while the withdrawal stands; confirmed or not, only lifting it ends it. */
export type Withdrawal = { readonly withdrawalId: string; readonly authorityId: string | null; readonly clearFrom: Instant };

/** Whom the Region withdrew, everywhere or in one authority. */
export class WithdrawalsView {
  private readonly byPerson = new Map<Person, readonly Withdrawal[]>();

  constructor(private readonly people: People) {}

  record(personId: string, withdrawal: Withdrawal): void {
    const person = this.people.known(personId);
    const others = (this.byPerson.get(person) ?? []).filter(({ withdrawalId }) => withdrawalId !== withdrawal.withdrawalId);
    this.byPerson.set(person, [...others, withdrawal]);
  }

  lift(personId: string, withdrawalId: string, at: Instant): void {
    const standing = this.byPerson.get(this.people.known(personId))?.find((withdrawal) => withdrawal.withdrawalId === withdrawalId);
    if (standing?.clearFrom === NEVER) this.record(personId, { ...standing, clearFrom: at });
  }

  /** Since when no withdrawal stands between the person and the authority; without an authority, those that hold everywhere. */
  clearFrom(person: Person, authorityId: string | null): Instant {
    let from = ALWAYS;
    const withdrawals = this.byPerson.get(person);
    if (!withdrawals) return from;
    for (const withdrawal of withdrawals) {
      if (withdrawal.authorityId === null || withdrawal.authorityId === authorityId) from = later(from, withdrawal.clearFrom);
    }
    return from;
  }

  snapshot(): readonly (readonly [personId: string, withdrawals: readonly Withdrawal[]])[] {
    return [...this.byPerson].map(([{ id }, withdrawals]) => [id, withdrawals]);
  }
}

export const withdrawalHandlers: Handlers<WithdrawalFact, [string, WithdrawalsView]> = {
  'access-delegation.withdrawal-ordered.v1': ({ data: { withdrawalId, authorityId } }, personId, view) => {
    view.record(personId, { withdrawalId, authorityId, clearFrom: NEVER });
  },
  'access-delegation.withdrawal-confirmed.v1': ({ data: { withdrawalId, authorityId } }, personId, view) => {
    view.record(personId, { withdrawalId, authorityId, clearFrom: NEVER });
  },
  'access-delegation.withdrawal-lifted.v1': ({ time, data: { withdrawalId } }, personId, view) => { view.lift(personId, withdrawalId, time); },
  'access-delegation.withdrawal-escalated.v1': unconcerned,
};
