import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demonstrationSecrets, NotADemonstration } from './demonstration-directory.js';

describe('the directory of a demonstration', () => {
  let place: string;
  beforeEach(() => { place = mkdtempSync(join(tmpdir(), 'demonstration-')); });
  afterEach(() => { rmSync(place, { recursive: true }); });

  it('is made with secrets of its own, which only its owner reads and which stay', () => {
    const directory = join(place, 'new', 'one');
    const secrets = demonstrationSecrets(directory);
    expect(secrets.installationKey).toHaveLength(32);
    expect(secrets.masterKey.equals(secrets.installationKey)).toBe(false);
    expect(statSync(join(directory, 'demonstration.json')).mode & 0o777).toBe(0o600);
    expect(demonstrationSecrets(directory)).toEqual(secrets);
    expect(demonstrationSecrets(join(place, 'other'))).not.toEqual(secrets);
  });

  it('is refused when it holds something else, which stays as it is', () => {
    writeFileSync(join(place, 'person-keys.sqlite'), '');
    expect(() => demonstrationSecrets(place)).toThrow(NotADemonstration);
  });

  it.each(['', '{', 'null', '{"installationKey":"c2hvcnQ="}'])('is refused when its mark is %j', (mark) => {
    writeFileSync(join(place, 'demonstration.json'), mark);
    expect(() => demonstrationSecrets(place)).toThrow(NotADemonstration);
  });
});
