import type { DetailsCommand, DetailsEvent, DetailsState } from './authority.js';
import type { GrantCommand, GrantEvent } from './grants.js';
import type { MandateCommand, MandateEvent, MandatesState } from './mandates.js';
import type { MemberCommand, MemberEvent, MembersState } from './members.js';

export type AuthorityCommand = DetailsCommand | MandateCommand | MemberCommand | GrantCommand;
export type AuthorityEvent = DetailsEvent | MandateEvent | MemberEvent | GrantEvent;
export type AuthorityState = DetailsState & MandatesState & MembersState;
