import type { ServiceInfrastructure } from '#hosting';
import { RecordedFacts } from '../capacities/application/recorded-facts.js';
import { AccessView } from '../checks/application/access-view.js';
import { made, type Feature } from '../feature.js';
import { ConfirmedPersons } from '../persons/application/confirmed-persons.js';
import { AccessHoldersController } from './adapters/access-holders.controller.js';
import { AuthoritiesController } from './adapters/authorities.controller.js';
import { AuthorityListController } from './adapters/authority-list.controller.js';
import { GrantsController } from './adapters/grants.controller.js';
import { MeController } from './adapters/me.controller.js';
import { MandatesController } from './adapters/mandates.controller.js';
import { MembersController } from './adapters/members.controller.js';
import { OpenAuthoritiesController } from './adapters/open-authorities.controller.js';
import { SpaceController } from './adapters/space.controller.js';
import { WholeAccessController } from './adapters/whole-access.controller.js';
import { AccessHolders } from './application/access-holders.js';
import { AuthorityFactsLookUp } from './application/authority-facts.look-up.js';
import { AuthorityList } from './application/authority-list.js';
import { ChangeAuthorityHandler } from './application/change-authority.js';
import { CloseOrReopenHandler } from './application/close-authority.js';
import { CorrectAuthorityHandler } from './application/correct-details.js';
import { listedAuthorities } from './application/listed-authorities.js';
import { OpenAuthorities } from './application/open-authorities.js';
import { PreviewBulkHandler } from './application/preview-bulk.js';
import { PreviewChangeHandler } from './application/preview-change.js';
import { PreviewUndoHandler } from './application/preview-undo.js';
import { PrivateSpaces } from './application/private-spaces.js';
import { RegisterAuthorityHandler } from './application/register-authority.js';
import { memberships } from './application/memberships.js';
import { SeeMyselfHandler } from './application/see-myself.js';
import { SeePrivateSpaceHandler } from './application/see-private-space.js';

export const authorities = ({ clock, documents }: ServiceInfrastructure): Feature => ({
  controllers: [AuthorityListController, OpenAuthoritiesController, AuthoritiesController, SpaceController, MandatesController, MembersController, GrantsController, WholeAccessController, AccessHoldersController, MeController],
  providers: [
    made(AuthorityFactsLookUp, [RecordedFacts, ConfirmedPersons, PrivateSpaces], (...needed) => new AuthorityFactsLookUp(...needed, clock)),
    made(AuthorityList, [RecordedFacts], (recorded) => new AuthorityList(documents.collection(listedAuthorities), recorded)),
    { provide: OpenAuthorities, useValue: new OpenAuthorities(documents.collection(listedAuthorities)) },
    made(AccessHolders, [AccessView, RecordedFacts], (...needed) => new AccessHolders(...needed)),
    made(SeeMyselfHandler, [SeePrivateSpaceHandler, RecordedFacts, AccessView], (...needed) => new SeeMyselfHandler(documents.collection(memberships), ...needed)),
    ChangeAuthorityHandler, CloseOrReopenHandler, CorrectAuthorityHandler, RegisterAuthorityHandler, PreviewBulkHandler, PreviewChangeHandler, PreviewUndoHandler, SeePrivateSpaceHandler,
  ],
});
