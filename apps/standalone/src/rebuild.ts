import { askedOf, runCommand, say } from './command-line.js';
import { rebuild } from './rebuild-session.js';

const HELP = `npm run rebuild -- audit [--data DIR]

Tells the access histories anew from the ledger, with the same result. Nothing else may run on the data directory: stop the
service first. Until it is done there is no history to read; cut in the middle, it goes on at the next start.`;

const STEP = 10_000;

await runCommand(async (args) => {
  const asked = askedOf(args, []);
  if (!asked) {
    say(HELP);
    return true;
  }
  let told = 0;
  const { projected, total } = await rebuild(asked.file, asked.directory, (report) => {
    if (report.projected < told + STEP) return;
    told = report.projected;
    say(`${String(report.projected)} of ${String(report.total)}`);
  });
  say(`${String(projected)} of ${String(total)} messages of the ledger told again`);
  return projected === total;
});
