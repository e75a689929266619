import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonLogger } from '#http';
import { ScriptedClock } from '#kernel';
import { importAuthorities, type ImportReport } from '../../access-delegation/src/operator.module.js';
import { AuthoritiesByHttp, ServiceRefused } from './authorities-by-http.js';
import { startStandalone, type Standalone } from './standalone.js';

const HEADER = 'nis,name_fr,name_de,name_nl,province_nis,language_regime,ordinary_supervision,demo_bce_commune,demo_bce_cpas';
const FIRST = '99501,Roncheval,,,99000,fr,SPW,0150091167,0150091266';
const SECOND = '99502,Montaval,,,99000,fr,SPW,0150091365,0150091464';
const THIRD = '99504,Aubemont,,,99000,fr,SPW,0150091563,0150091662';

describe('importing authorities into a service that runs', () => {
  let place: string;
  let standalone: Standalone;
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'by-http-'));
    standalone = await startStandalone({ directory: join(place, 'data'), clock: new ScriptedClock('2026-03-02T08:00:00.000Z'), logger: jsonLogger('spec', 'silent'), publicUrl: 'http://localhost:3000', port: 0 });
  });
  afterAll(async () => {
    await standalone.close();
    await rm(place, { recursive: true, force: true });
  });

  const signIn = async (person: string): Promise<string> => {
    const response = await fetch(`${standalone.url}/identity/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) });
    return ((await response.json()) as { accessToken: string }).accessToken;
  };
  const imported = async (lines: readonly string[], { as = 'amelie', url = `${standalone.url}/` } = {}): Promise<ImportReport> => {
    const file = join(place, 'list.csv');
    writeFileSync(file, [HEADER, ...lines].join('\n'));
    return importAuthorities(file, new AuthoritiesByHttp(url, await signIn(as), 'fr'), { withCpas: true, demoNumbers: true, language: 'fr' });
  };

  it('registers what is new, corrects what differs, and repeats nothing', async () => {
    expect(await imported([FIRST, SECOND])).toMatchObject({ lines: 2, registered: 4, refused: 0 });
    const authorityId = await standalone.operator.authorityWithNis('MUNICIPALITY', '99501');
    expect(await imported([FIRST, SECOND])).toMatchObject({ registered: 0, corrected: 0, unchanged: 4 });
    const renamed = FIRST.replace('Roncheval', 'Roncheval-la-Neuve');
    expect(await imported([renamed])).toMatchObject({ corrected: 2 });
    expect(await imported([FIRST])).toMatchObject({ corrected: 2 });
    expect(await imported([renamed, FIRST])).toMatchObject({ corrected: 4 });
    expect(await standalone.operator.authorityWithNis('MUNICIPALITY', '99501')).toBe(authorityId);
  });

  it('tells line by line what the service refuses, and goes on', async () => {
    const { registered, refusals } = await imported([FIRST.replace('99501', '99503').replace('Roncheval', 'Copie'), 'x,Rien,,,99000,fr,SPW,,', THIRD]);
    expect(registered).toBe(2);
    expect(refusals).toEqual([
      { line: 2, code: 'already-registered', why: 'Un autre pouvoir local est enregistré sous ce numéro.' },
      { line: 3, column: 'nis', code: 'nis-not-valid', why: 'Un code INS compte cinq chiffres et ne commence pas par 0.' },
    ]);
  });

  it('stops where no line would be taken: for who is no administrator, and where nobody answers', async () => {
    await expect(imported([FIRST], { as: 'lea' })).rejects.toThrow(ServiceRefused);
    await expect(imported([FIRST.replace('Roncheval', 'Autre')], { as: 'claire' })).rejects.toThrow(ServiceRefused);
    await expect(imported([FIRST], { url: 'http://127.0.0.1:1' })).rejects.toThrow('does not answer');
  });
});
