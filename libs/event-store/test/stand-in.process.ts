import { join } from 'node:path';
import { EventStoreStandIn } from './stand-in/event-store-stand-in.js';

/** The stand-in in a process of its own, until it is told to stop: says where it is, and keeps what it is told in a directory. */
const [, , directory = '.'] = process.argv;
const standIn = await EventStoreStandIn.start({ file: join(directory, 'log'), maxAppendSize: 8 * 1024 * 1024 });
process.stdout.write(`${standIn.connectionString}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { void standIn.down(); });
