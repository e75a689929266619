import { runCommand, say } from './command-line.js';
import { DEFAULT_DIRECTORY } from './config.js';
import { rebuild } from './rebuild-session.js';

const HELP = `npm run rebuild -- WHAT [--data DIR]

What can be rebuilt:
  audit            the access histories, told anew from the ledger with the same result

  --data DIR       the data directory (${DEFAULT_DIRECTORY})

Nothing else may run on the data directory: stop the service first. Until it is done there is no history to read; cut in
the middle, it goes on at the next start. Exit code 0: all was told again; 1: it was not.`;

const STEP = 10_000;

await runCommand({ help: HELP, takes: 'what to rebuild: audit', flags: [] }, async ({ file: what, directory }) => {
  let told = 0;
  const { projected, total } = await rebuild(what, directory, (report) => {
    if (report.projected < told + STEP) return;
    told = report.projected;
    say(`${String(report.projected)} of ${String(report.total)}`);
  });
  say(`${String(projected)} of ${String(total)} messages of the ledger told again`);
  return projected === total;
});
