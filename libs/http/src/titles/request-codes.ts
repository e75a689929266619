import type { CodeOf, refuseCommand, StoreUnavailable } from '#kernel';
import type { refuseRequest } from '../request.problems.js';

/** What any service may answer: refusals of HTTP itself and of the kernel. */
export type RequestCode = CodeOf<typeof refuseRequest> | CodeOf<typeof refuseCommand> | StoreUnavailable['code'];
