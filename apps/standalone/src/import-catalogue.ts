import { ABOUT_DATA, runCommand, say } from './command-line.js';
import { languageOfTerminal } from './config.js';
import { asOperator } from './operator-session.js';

const HELP = `npm run import:catalogue -- FILE [options]

Publishes the subjects (matières) and categories of a JSON file; what the file does not name stays as it is.
${ABOUT_DATA}`;

await runCommand({ help: HELP, takes: 'one file', flags: [] }, async ({ file, directory }) => {
  const { published, unchanged, refused } = await asOperator(directory, (operator) => operator.importCatalogue(file, languageOfTerminal()));
  for (const { at, why } of refused) say(`${at}: ${why}`);
  say(`${String(published)} published, ${String(unchanged)} unchanged, ${String(refused.length)} refused`);
  return refused.length === 0;
});
