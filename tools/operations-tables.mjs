// The tables of docs/operations.md that follow from the code, each between <!-- name --> and <!-- /name -->.
import { readFileSync } from 'node:fs';
import { describedMetrics } from '../dist/libs/hosting/src/observing/described-metrics.js';

const CONFIGURATION = 'libs/hosting/src/configuration.ts';
const VARIABLE = /\/\*\* ([^\n]+) \*\/\n[^\n]*? readonly ([A-Z_]+)([!?]?): [^=;\n]+(?: = ([^;]+))?;/g;

const ofVariable = ([, meaning, name, mark, standard]) => {
  const otherwise = mark === '!' ? '**needed**' : mark === '?' ? 'none' : `\`${standard.replaceAll("'", '').replace('_', '')}\``;
  return `| \`${name}\` | ${otherwise} | ${meaning} |`;
};

const configuration = () => [
  '| variable | default | meaning |', '|---|---|---|',
  ...[...readFileSync(CONFIGURATION, 'utf8').matchAll(VARIABLE)].map(ofVariable),
];

const metrics = () => [
  '| metric | type | labels | meaning |', '|---|---|---|---|',
  ...describedMetrics().map(({ name, type, labels, help, buckets }) => {
    const ends = buckets ? `; buckets end at ${buckets.join(', ')} s` : '';
    return `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(' ')} | ${help}${ends} |`;
  }),
];

const TABLES = { configuration, metrics };

/** The page with its tables as they should be. Throws when a place for one is missing. */
export const operations = (page) => Object.entries(TABLES).reduce((text, [name, table]) => {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`docs/operations.md has no place for the table of ${name}`);
  return `${text.slice(0, from)}${open}${table().join('\n')}\n${text.slice(to)}`;
}, page);
