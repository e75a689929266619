/**
 * The stand-in for EventStoreDB of the specs in a process of its own, for trying things by hand: no package registry has the
 * server itself. It keeps what it is told in its directory, and promises nothing more.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { FROM_SOURCE } from '../from-source/from-source.mjs';
import { homeOf } from './server.mjs';

const from = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const startEventStoreStandIn = async ({ directory }) => {
  const home = await homeOf('event-store', directory);
  const server = spawn(process.execPath, [...FROM_SOURCE, from('libs/event-store/test/stand-in.process.ts'), home], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const ended = once(server, 'exit');
  const said = await Promise.race([once(server.stdout, 'data').then(String), ended.then(() => undefined)]);
  if (said === undefined) throw new Error('the stand-in for EventStoreDB did not start');
  return {
    url: said.trim(),
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
};
