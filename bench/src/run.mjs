import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printConditions } from './conditions.mjs';

const BENCHES = ['decide', 'store', 'grants', 'checks', 'start', 'kafka', 'instances'];
const { values, positionals: [name] } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '2' }, callers: { type: 'string', default: '64' },
    facts: { type: 'string', default: '1000000' }, pin: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false },
  },
});
if (!BENCHES.includes(name)) throw new Error(`name one of ${BENCHES.join(', ')}`);

const directory = new URL('../.data/', import.meta.url).pathname;
const options = { rounds: Number(values.rounds), seconds: Number(values.seconds), callers: Number(values.callers), facts: Number(values.facts), pin: values.pin, profile: values.profile, directory };
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
printConditions(name, options);
const { run } = await import(`./${name}.bench.mjs`);
await run(options);
