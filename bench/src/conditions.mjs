import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, totalmem } from 'node:os';

export const versionOf = (name) => {
  const file = createRequire(import.meta.url).resolve.paths(name).map((folder) => `${folder}/${name}/package.json`);
  for (const one of file) try { return JSON.parse(readFileSync(one, 'utf8')).version; } catch { /* the next folder */ }
  return '?';
};
const commit = () => { try { return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(); } catch { return '?'; } };

/** What a figure is worth depends on this. */
export const printConditions = (name, { directory: _, ...options }) => {
  const load = loadavg().map((one) => one.toFixed(2)).join(' ');
  console.log(`bench ${name} ${JSON.stringify(options)}`);
  console.log(`Node ${process.version}, SQLite ${process.versions.sqlite}, Nest ${versionOf('@nestjs/core')}, Fastify ${versionOf('fastify')}, commit ${commit()}`);
  console.log(`${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(1)} GB; load average ${load}\n`);
};
