import { runRemote } from '#hosting/remote';
import { audit } from './audit.module.js';
import { environment } from './config.js';

await runRemote(audit, environment);
