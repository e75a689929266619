import { contractOf } from '#contracts';
import { isRefusal, isUnavailable } from '#kernel';
import type { UnitOfWork } from '#persistence';
import { BadMessage } from './bad-message.js';
import { toFact } from './cloud-events.js';
import type { FactHandlers, ReplayReport } from './delivery.js';
import { envelopeOf, isNext } from './envelope.js';
import type { Inbox, WaitingKey } from './inbox.js';
import type { Message } from './message.js';
import type { ParkedKey } from './parked.js';
import { replay } from './replay.js';

/** Takes messages one by one into a unit of work: handled, passed over, or parked; a failure leaves nothing behind. */
export class Intake {
  constructor(
    private readonly inbox: Inbox,
    private readonly handlers: FactHandlers,
    private readonly pausesMillis: readonly number[],
  ) {}

  /**
   * Tells the key that was parked by this message. What is unavailable, the service's own store for example, parks nothing:
   * it is waited for. `refused`: the commit of its effects was, so it is parked unseen.
   */
  async receive(message: Message, unit: UnitOfWork, refused?: Error): Promise<ParkedKey | undefined> {
    if (await this.inbox.keptAside(unit, message)) return undefined;
    try {
      if (refused) throw refused;
      await this.tried(message, unit);
      return undefined;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return this.inbox.park(unit, message, error);
    }
  }

  /** @throws NotAsExpected when a member of the group kept one more, or somebody else replayed it, meanwhile. */
  async replay(waiting: WaitingKey): Promise<ReplayReport> {
    const unit = this.inbox.begin();
    const messages = await this.inbox.parkedMessages(waiting);
    const { left, error } = await replay(messages, async (message) => {
      await this.apply(message, unit);
      this.inbox.forget(unit, message);
    });
    this.inbox.replayed(unit, waiting, left, error);
    await unit.commit();
    return { applied: messages.length - left.length, left: left.length };
  }

  private async tried(message: Message, unit: UnitOfWork): Promise<void> {
    for (const pause of this.pausesMillis) {
      try {
        await this.apply(message, unit);
        return;
      } catch (error) {
        if (isFinal(error)) throw error;
        await new Promise((resolve) => { setTimeout(resolve, pause); });
      }
    }
    await this.apply(message, unit);
  }

  private async apply(message: Message, unit: UnitOfWork): Promise<void> {
    const before = unit.writes;
    try {
      const envelope = envelopeOf(message);
      const { source, sequence, type } = envelope;
      if (!isNext(envelope, await this.inbox.version(unit, source))) return;
      if (contractOf(type) && this.handlers.handles(type)) {
        const { topic, partition, offset, key } = message;
        await this.handlers.handle(toFact(message), { topic, partition, offset, key, documents: unit });
      }
      this.inbox.took(unit, source, sequence);
    } catch (error) {
      unit.restore(before);
      throw error;
    }
  }
}

/** Errors that trying again cannot heal. */
const isFinal = (error: unknown): boolean => error instanceof BadMessage || isRefusal(error);
