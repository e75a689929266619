import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { configurationFrom, ConfigurationRefused } from './configuration.js';

const directory = mkdtempSync(join(tmpdir(), 'configuration-'));
afterAll(() => { rmSync(directory, { recursive: true }); });

const enough = {
  PUBLIC_URL: 'http://localhost:3000', TOKEN_ISSUER: 'http://localhost:3000', TOKEN_JWKS_URL: 'http://localhost:3000/jwks',
  EVENTSTOREDB_URL: 'esdb://u:p@store:2113', KAFKA_BROKERS: 'kafka:9092', MONGODB_URL: 'mongodb://u:p@mongodb/', PERSON_KEYS_MONGODB_URL: 'mongodb://u:p@keys/',
  INSTALLATION_KEY_FILE: '/run/a', MASTER_KEY_FILE: '/run/b',
};
const inFile = (text: string): string => {
  const file = join(directory, 'secret');
  writeFileSync(file, text);
  return file;
};

describe('a connection string', () => {
  it('may be in a file', () => {
    expect(configurationFrom({ ...enough, MONGODB_URL: '', MONGODB_URL_FILE: inFile('mongodb://from:file@mongodb/\n') }).MONGODB_URL).toBe('mongodb://from:file@mongodb/');
  });

  it('in a file that cannot be read is refused, and so is one that is none; neither is told', () => {
    expect(() => configurationFrom({ ...enough, MONGODB_URL_FILE: join(directory, 'absent') })).toThrow(new ConfigurationRefused(['MONGODB_URL_FILE names a file that cannot be read']));
    expect(() => configurationFrom({ ...enough, MONGODB_URL_FILE: inFile('very secret') })).toThrow(/^(?!.*secret).*MONGODB_URL matches/);
  });
});

describe('metrics', () => {
  it('are scraped on loopback unless said otherwise', () => {
    expect(configurationFrom(enough)).toMatchObject({ METRICS_HOST: '127.0.0.1', METRICS_PORT: 9464 });
  });
});
