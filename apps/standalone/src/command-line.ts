import { parseArgs } from 'node:util';
import { DEFAULT_DIRECTORY } from './config.js';
import { explained } from './failures.js';

/** The words of a command do not say what is wanted. */
export class UsageRefused extends Error {
  override readonly name = 'UsageRefused';
}

export type Asked<Flag extends string> = {
  readonly file: string;
  readonly directory: string;
  /** The running service to ask instead of the data directory. */
  readonly url?: string;
  readonly flags: Readonly<Record<Flag, boolean>>;
};

/** What a command of a terminal takes: one word, such as a file, and flags; `help` tells it to people. */
export type Command<Flag extends string> = {
  readonly help: string;
  readonly takes: string;
  readonly flags: readonly Flag[];
  /** Whether it may ask a service that runs. */
  readonly byUrl?: boolean;
};

/** The word, `--data DIR` or `--url URL`, and these flags; undefined when help is asked for. @throws UsageRefused */
export const askedOf = <Flag extends string>(args: readonly string[], { takes, flags, byUrl = false }: Omit<Command<Flag>, 'help'>): Asked<Flag> | undefined => {
  const { values, positionals } = parsed(args, flags, byUrl ? ['data', 'url'] : ['data']);
  if (values.get('help') === true) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageRefused(`Name ${takes}, and nothing else.`);
  const [data, url] = [values.get('data'), values.get('url')];
  if (typeof data === 'string' && typeof url === 'string') throw new UsageRefused('A service that runs has a data directory of its own: give --data or --url.');
  if (typeof url === 'string' && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new UsageRefused('--url is the address of a service, such as https://guichet.example.be');
  const chosen = Object.fromEntries(flags.map((flag) => [flag, values.get(flag) === true])) as Record<Flag, boolean>;
  return { file, directory: typeof data === 'string' ? data : DEFAULT_DIRECTORY, ...(typeof url === 'string' ? { url } : {}), flags: chosen };
};

const parsed = (args: readonly string[], flags: readonly string[], texts: readonly string[]): { values: ReadonlyMap<string, unknown>; positionals: readonly string[] } => {
  const options: Record<string, { type: 'boolean' | 'string' }> = { help: { type: 'boolean' } };
  for (const text of texts) options[text] = { type: 'string' };
  for (const flag of flags) options[flag] = { type: 'boolean' };
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { values: new Map(Object.entries(values)), positionals };
  } catch (error) {
    throw new UsageRefused(error instanceof Error ? error.message : String(error));
  }
};

export const say = (text: string): void => { process.stdout.write(`${text}\n`); };

/**
 * Runs a command of a terminal: exit code 0 when `work` says that all went well, or help was asked for; else 1. Words
 * that say nothing are answered with the help.
 */
export const runCommand = async <Flag extends string>(command: Command<Flag>, work: (asked: Asked<Flag>) => Promise<boolean>): Promise<void> => {
  try {
    const asked = askedOf(process.argv.slice(2), command);
    if (!asked) say(command.help);
    else if (!(await work(asked))) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${explained(error)}\n${error instanceof UsageRefused ? `\n${command.help}\n` : ''}`);
    process.exitCode = 1;
  }
};

export const ABOUT_DATA = `  --data DIR       the data directory (${DEFAULT_DIRECTORY}); made as a demonstration when it does not exist

Nothing else may run on the data directory: stop the service first.
Exit code 0: all was taken; 1: something was refused. Doing it again is harmless.`;

export const ABOUT_URL = `  --url URL        ask the service that runs there, as the administrator whose token stands in GUICHET_TOKEN
`;
