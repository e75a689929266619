import { environment } from './config.js';
import { DemonstrationCaller } from './demonstration-caller.js';
import { front } from './front.js';
import { PEOPLE } from './issuer/people.js';

/** One address before the services of the demonstration that run in processes of their own. */
const { HOST = 'localhost', PORT = '3000', PUBLIC_URL: publicUrl = '', IDENTITY_URL: identity = '', ACCESS_DELEGATION_URL: accessDelegation = '', AUDIT_URL: audit = '' } = environment;
const caller = new DemonstrationCaller({ identity, accessDelegation });
const services = [{ name: 'identity', url: identity }, { name: 'access-delegation', url: accessDelegation }, { name: 'audit', url: audit }];
const gate = await front({ services, page: { publicUrl, people: PEOPLE, authorityId: await caller.authorityWithNis('MUNICIPALITY', '99011') } });
await gate.listen({ host: HOST, port: Number(PORT) });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { void gate.close(); });
