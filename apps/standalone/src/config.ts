import { languageOf, type Language } from '#http';

/** What the environment may say; all of it has a default, as a demonstration needs nothing. */
export type Config = { readonly port: number; readonly publicUrl: string; readonly directory: string; readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug' };

export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused';
}

export const DEFAULT_DIRECTORY = './data/demonstration';
/** What a process of the demonstration on remote engines is told. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;

const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const satisfies Config['logLevel'][];

/** Of who sits at the terminal, as LC_ALL or LANG name it; English when they name none that we speak. */
export const languageOfTerminal = (env: NodeJS.ProcessEnv = process.env): Language => {
  const name = [env['LC_ALL'], env['LANG']].find((said) => said !== undefined && said !== '') ?? '';
  return /^(fr|nl|de)/.test(name) ? languageOf(name) : 'en';
};

/** Of an administrator, for a command that asks a service. Not a word of the command: whoever lists processes sees those. @throws ConfigRefused */
export const administratorToken = (env: NodeJS.ProcessEnv = process.env): string => {
  const token = env['GUICHET_TOKEN'] ?? '';
  if (token === '') throw new ConfigRefused('GUICHET_TOKEN holds no token; with --url it holds that of an administrator.');
  return token;
};

/** @throws ConfigRefused */
export const configFrom = (env: NodeJS.ProcessEnv = process.env): Config => {
  const port = env['PORT'] === undefined ? undefined : portIn(env['PORT']);
  const publicUrl = urlIn(env['PUBLIC_URL'] ?? `http://localhost:${String(port ?? 3000)}`);
  const logLevel = LEVELS.find((level) => level === (env['LOG_LEVEL'] ?? 'warn'));
  if (!logLevel) throw new ConfigRefused(`LOG_LEVEL is one of ${LEVELS.join(', ')}`);
  return { port: port ?? portIn(publicUrl.port || '80'), publicUrl: publicUrl.origin, directory: env['DATA_DIRECTORY'] ?? DEFAULT_DIRECTORY, logLevel };
};

const portIn = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new ConfigRefused('PORT is a number from 1 to 65535');
  return port;
};

const urlIn = (text: string): URL => {
  if (!URL.canParse(text) || !/^https?:/.test(text)) throw new ConfigRefused('PUBLIC_URL is an address such as http://localhost:3000');
  return new URL(text);
};
