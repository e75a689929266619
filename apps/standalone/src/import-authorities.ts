import { importAuthorities, type ImportOptions, type ImportReport } from '../../access-delegation/src/operator.module.js';
import { AuthoritiesByHttp } from './authorities-by-http.js';
import { ABOUT_DATA, ABOUT_URL, runCommand, say } from './command-line.js';
import { administratorToken, languageOfTerminal } from './config.js';
import { asOperator } from './operator-session.js';

const HELP = `npm run import:authorities -- FILE [options]

Registers or corrects a commune per line of a CSV file (UTF-8 or Latin-1), found again by its NIS code.
  --with-cpas      the social welfare centre (CPAS) of each commune too
  --demo-numbers   take the fictional enterprise numbers of the columns demo_bce_*; otherwise numbers stay open
${ABOUT_URL}${ABOUT_DATA}`;

const EVERY = 10_000;
const SHOWN = 100;

await runCommand({ help: HELP, takes: 'one file', flags: ['with-cpas', 'demo-numbers'], byUrl: true }, async ({ file, directory, url, flags }) => {
  let told = 0;
  const onProgress = ({ lines }: ImportReport): void => {
    if (lines < told + EVERY) return;
    told = lines;
    say(`${String(lines)} lines`);
  };
  const options: ImportOptions = { withCpas: flags['with-cpas'], demoNumbers: flags['demo-numbers'], language: languageOfTerminal(), onProgress };
  const report = url === undefined
    ? await asOperator(directory, (operator) => operator.importAuthorities(file, options))
    : await importAuthorities(file, new AuthoritiesByHttp(url, administratorToken(), languageOfTerminal()), options);
  for (const { line, column, code, why } of report.refusals.slice(0, SHOWN)) say(`line ${String(line)}${column === undefined ? '' : `, ${column}`}: ${code}: ${why}`);
  if (report.refused > SHOWN) say(`… and ${String(report.refused - SHOWN)} more`);
  const { lines, registered, corrected, unchanged, refused } = report;
  say(`${String(lines)} lines: ${String(registered)} authorities registered, ${String(corrected)} corrected, ${String(unchanged)} unchanged; ${String(refused)} lines refused`);
  return refused === 0;
});
