import type { Holder } from '#access-index';
import type { Action } from '#contracts';
import type { Actor } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { AccessView } from '../../checks/application/access-view.js';

/**
 * Who may do something in an authority, for those who answer for its access: managers, office holders, officers in whose
 * scope it is. After a merger who may read are people of the successor, which those of the authority are strangers to.
 * Asked once the view is ready.
 */
export class AccessHolders {
  constructor(private readonly view: AccessView, private readonly recorded: RecordedFacts) {}

  async seenBy(actor: Actor, authorityId: string, category: string, action: Action): Promise<readonly Holder[]> {
    const { index } = this.view;
    const at = this.view.now();
    const host = index.finalSuccessor(authorityId);
    const { facts: { withdrawn } } = await this.recorded.actor(actor, host);
    const scope = { province: index.authority(host)?.province ?? null, subject: index.subjectOf(category) };
    const answersForIt = this.view.seesAsManager(actor.id, host) || index.holdsOffice(actor.id, host)
      || index.staff(actor.id, 'OFFICER', scope);
    if (withdrawn || !index.authority(host) || (!answersForIt && !index.belongsTo(actor.id, host, at))) throw refuseStanding('not-found');
    if (!answersForIt) throw refuseStanding('capacity-not-sufficient');
    return index.whoMay({ authorityId, category, action, at });
  }
}
