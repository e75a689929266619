import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { Embedded } from '#hosting';
import { jsonLogger } from '#http';
import { ScriptedClock } from '#kernel';
import { accessDelegation } from '../../access-delegation.module.js';
import { operatorOf, type Operator } from '../../operator.module.js';

/** Runs `work` as the operator of a new data directory, with another directory for its files. */
export const withOperator = async (work: (operator: Operator, files: string) => Promise<void>): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'operator-'));
  const infrastructure = new Embedded({
    directory: join(directory, 'data'), clock: new ScriptedClock('2026-03-02T08:00:00.000Z'), logger: jsonLogger('spec', 'silent'),
    publicUrl: 'http://localhost:3000', secrets: { installationKey: Buffer.alloc(32, 1), masterKey: Buffer.alloc(32, 2) },
  });
  try {
    const app = await NestFactory.createApplicationContext(accessDelegation.module(infrastructure.for(accessDelegation.name)), { logger: false, abortOnError: false });
    await work(operatorOf(app), directory);
    await app.close();
  } finally {
    await infrastructure.close();
    rmSync(directory, { recursive: true });
  }
};
