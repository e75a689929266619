import type { Holder } from '#access-index';
import type { Action } from '#contracts';
import type { Actor } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { AccessView } from '../../checks/application/access-view.js';
import { entry } from '../domain/looking-up.js';

/** Who may do something in an authority, for those who answer for its access: managers, office holders, officers in whose scope it is. Asked once the view is ready. */
export class AccessHolders {
  constructor(private readonly view: AccessView, private readonly recorded: RecordedFacts) {}

  async seenBy(actor: Actor, authorityId: string, category: string, action: Action): Promise<readonly Holder[]> {
    const { index } = this.view;
    const at = this.view.now();
    const { facts: { withdrawn } } = await this.recorded.actor(actor, authorityId);
    const subject = entry((await this.recorded.catalogue()).facts.categories, category)?.subject;
    const province = index.authority(authorityId)?.province ?? null;
    const answersForIt = this.view.seesAsManager(actor.id, authorityId) || index.holdsOffice(actor.id, authorityId)
      || index.staff(actor.id, 'OFFICER', { province, ...(subject === undefined ? {} : { subject }) });
    if (withdrawn || !index.authority(authorityId) || (!answersForIt && !index.belongsTo(actor.id, authorityId, at))) throw refuseStanding('not-found');
    if (!answersForIt) throw refuseStanding('capacity-not-sufficient');
    return index.whoMay({ authorityId, category, action, at });
  }
}
