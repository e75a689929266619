import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const root = join(import.meta.dirname, '..');
const violations = join(import.meta.dirname, 'violations');
const options = await extractDepcruiseOptions(join(import.meta.dirname, 'rules.mjs'));

type Tree = { readonly modules: readonly string[]; readonly broken: readonly { readonly rule: string; readonly from: string; readonly to: string }[] };

const cruised = async (baseDir: string, folders: readonly string[]): Promise<Tree> => {
  const { output } = await cruise([...folders], { ...options, validate: true, baseDir });
  if (typeof output === 'string') throw new Error(output);
  const broken = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { modules: output.modules.map(({ source }) => source), broken };
};

describe('the architecture', () => {
  it('is kept by every module', async () => {
    const { modules, broken } = await cruised(root, ['apps', 'libs']);
    expect(broken).toEqual([]);
    expect(modules).toContain('libs/kernel/src/index.ts');
    expect(modules.filter((source) => source.startsWith('dist/'))).toEqual([]);
  });

  it('has for each rule a tree that breaks it', () => {
    expect(readdirSync(violations).sort()).toEqual(options.ruleSet?.forbidden?.map(({ name }) => name).sort());
  });

  it.each(readdirSync(violations))('%s is broken by its tree, and nothing else is', async (name) => {
    const { broken } = await cruised(join(violations, name), ['.']);
    expect(broken.map(({ rule }) => rule)).toEqual([name]);
  });
});
