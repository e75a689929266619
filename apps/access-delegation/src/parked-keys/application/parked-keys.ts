import type { Logger } from 'pino';
import type { CommandContext } from '#kernel';
import { FactTransport, type ParkedKey, type ReplayReport } from '#messaging';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { regionalStanding } from '../../staff/domain/regional-standing.js';

export type WaitingKey = ParkedKey & { readonly kept: number };

/** Keys with facts of other services that could not be taken, and the way back for them: administrators mend, then replay. */
export class ParkedKeys {
  constructor(private readonly transport: FactTransport, private readonly recorded: RecordedFacts, private readonly logger: Logger) {}

  async seenBy(actor: CommandContext['actor']): Promise<readonly WaitingKey[]> {
    await this.admit(actor);
    return this.transport.consumer.parkedKeys();
  }

  /** Nothing to do for a key that does not wait. What fails again waits on; that somebody tried stands in the log. */
  async replay(key: string, { actor, correlationId }: CommandContext): Promise<ReplayReport> {
    await this.admit(actor);
    const report = await this.transport.consumer.replay(key);
    this.logger.info({ ...report, key, correlationId, by: actor.id }, 'a parked key was replayed');
    return report;
  }

  private async admit(actor: CommandContext['actor']): Promise<void> {
    const { facts } = await this.recorded.actor(actor, null);
    regionalStanding(actor, facts, ['ADMINISTRATOR']);
  }
}
