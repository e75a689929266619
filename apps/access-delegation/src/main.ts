import { runRemote } from '#hosting/remote';
import { accessDelegation } from './access-delegation.module.js';
import { environment } from './config.js';

await runRemote(accessDelegation, environment);
