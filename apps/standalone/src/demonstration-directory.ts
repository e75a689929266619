import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '#hosting';

const MARK = 'demonstration.json';
const INSTALLED = 'installed';
const BYTES = 32;

/** A directory with something in it that is no demonstration: nothing there is touched. */
export class NotADemonstration extends Error {
  override readonly name = 'NotADemonstration';
  constructor(readonly directory: string, why: string) {
    super(`${directory} is not the directory of a demonstration (${why}): name another one, or an empty one`);
  }
}

/** The secrets of a demonstration, made with its directory when there is none yet. @throws NotADemonstration */
export const demonstrationSecrets = (directory: string): Secrets => {
  const mark = join(directory, MARK);
  if (!existsSync(mark)) begin(directory, mark);
  return secretsIn(directory, readFileSync(mark, 'utf8'));
};

/** True once the demonstration was put in: what its users changed since is theirs. */
export const isInstalled = (directory: string): boolean => existsSync(join(directory, INSTALLED));

export const markInstalled = (directory: string): void => { writeFileSync(join(directory, INSTALLED), '', { mode: 0o600 }); };

const begin = (directory: string, mark: string): void => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (readdirSync(directory).length > 0) throw new NotADemonstration(directory, `it holds files, but no ${MARK}`);
  const secret = (): string => randomBytes(BYTES).toString('base64');
  const content = { about: 'Invented people and authorities; the secrets are random. Never for real data.', installationKey: secret(), masterKey: secret() };
  writeFileSync(mark, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx', mode: 0o600, flush: true });
};

const secretsIn = (directory: string, text: string): Secrets => {
  const secret = (content: unknown, name: string): Buffer => {
    const value = typeof content === 'object' && content !== null && name in content ? (content as Readonly<Record<string, unknown>>)[name] : undefined;
    const key = Buffer.from(typeof value === 'string' ? value : '', 'base64');
    if (key.length !== BYTES) throw new NotADemonstration(directory, `${MARK} holds no ${name}`);
    return key;
  };
  const content = contentOf(text);
  return { installationKey: secret(content, 'installationKey'), masterKey: secret(content, 'masterKey') };
};

const contentOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
