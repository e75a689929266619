import { existsSync } from 'node:fs';
import { Embedded } from '#hosting';
import { jsonLogger } from '#http';
import { SystemClock } from '#kernel';
import { audit, rebuildTrail } from '../../audit/src/audit.module.js';
import { UsageRefused } from './command-line.js';
import { configFrom } from './config.js';
import { demonstrationSecrets } from './demonstration-directory.js';

export type RebuildReport = { readonly projected: number; readonly total: number };

/** Tells what a service shows anew from what it keeps. Nothing may run on the directory. @throws UsageRefused, DataDirectoryInUse */
export const rebuild = async (what: string, directory: string, onProgress: (report: RebuildReport) => void): Promise<RebuildReport> => {
  if (what !== audit.name) throw new UsageRefused(`"${what}" has nothing to rebuild: name ${audit.name}`);
  if (!existsSync(directory)) throw new UsageRefused(`there is no data directory ${directory}`);
  const { publicUrl, logLevel } = configFrom();
  const infrastructure = new Embedded({ directory, clock: new SystemClock(), logger: jsonLogger('command-line', logLevel), publicUrl, secrets: demonstrationSecrets(directory) });
  let last: RebuildReport = { projected: 0, total: 0 };
  try {
    await rebuildTrail(infrastructure.for(audit.name, audit.needs), (report) => {
      last = report;
      onProgress(report);
    });
    return last;
  } finally {
    await infrastructure.close();
  }
};
