import { NestFactory } from '@nestjs/core';
import { Embedded } from '#hosting';
import { jsonLogger, NestLogger } from '#http';
import { SystemClock } from '#kernel';
import { accessDelegation } from '../../access-delegation/src/access-delegation.module.js';
import { operatorOf, type Operator } from '../../access-delegation/src/operator.module.js';
import { configFrom } from './config.js';
import { demonstrationSecrets } from './demonstration-directory.js';

/** Opens a data directory on which nothing runs, for one piece of work. @throws DataDirectoryInUse, NotADemonstration */
export const asOperator = async <Result>(directory: string, work: (operator: Operator) => Promise<Result>): Promise<Result> => {
  const { publicUrl, logLevel } = configFrom();
  const logger = jsonLogger('command-line', logLevel);
  const infrastructure = new Embedded({ directory, clock: new SystemClock(), logger, publicUrl, secrets: demonstrationSecrets(directory) });
  try {
    const app = await NestFactory.createApplicationContext(accessDelegation.module(infrastructure.for(accessDelegation.name)), { logger: new NestLogger(logger), abortOnError: false });
    try {
      return await work(operatorOf(app));
    } finally {
      await app.close();
    }
  } finally {
    await infrastructure.close();
  }
};
