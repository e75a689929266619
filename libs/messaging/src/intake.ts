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
import { Slots } from './slots.js';

export type Parked = { readonly message: Message; readonly as: ParkedKey };
/** What messages taken one after the other came to; nothing of it is kept before its commit. */
export type Taken = { readonly unit: UnitOfWork; readonly parked: readonly Parked[] };
export type IntakeRules = {
  /** Pauses before a technical failure is tried again. */
  readonly pausesMillis: readonly number[];
  /** Keys handled at once at most. */
  readonly keysAtOnce: number;
};

/** Takes messages into units of work: handled, passed over, or parked; a failure leaves nothing behind. */
export class Intake {
  private readonly slots: Slots;

  constructor(private readonly inbox: Inbox, private readonly handlers: FactHandlers, private readonly rules: IntakeRules) {
    this.slots = new Slots(rules.keysAtOnce);
  }

  /**
   * Each key in order, keys in parallel; those that would write over each other, one message after the other. What is
   * unavailable, the service's own store for example, parks nothing: it is waited for. `refused`: the commit of their effects
   * was, so they are parked unseen.
   */
  async take(messages: readonly Message[], refused?: Error): Promise<readonly Taken[]> {
    const keys = [...Map.groupBy(messages, ({ key }) => key).values()];
    const ends = await Promise.allSettled(keys.map((ofKey) => this.inOrder(ofKey, refused)));
    const taken = ends.map((end) => { if (end.status === 'rejected') throw end.reason; return end.value; });
    return areApart(taken) ? taken : [await this.inOrder(messages, refused)];
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

  private inOrder(messages: readonly Message[], refused: Error | undefined): Promise<Taken> {
    return this.slots.take(async () => {
      const unit = this.inbox.begin();
      const parked: Parked[] = [];
      for (const message of messages) {
        const as = await this.receive(message, unit, refused);
        if (as) parked.push({ message, as });
      }
      return { unit, parked };
    });
  }

  /** Tells the key that was parked by this message. */
  private async receive(message: Message, unit: UnitOfWork, refused: Error | undefined): Promise<ParkedKey | undefined> {
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

  private async tried(message: Message, unit: UnitOfWork): Promise<void> {
    for (const pause of this.rules.pausesMillis) {
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

const areApart = (taken: readonly Taken[]): boolean => {
  const written = taken.flatMap(({ unit }) => unit.writes.map((write) => `${write.collection}|${'put' in write ? write.put.id : write.remove}`));
  return new Set(written).size === written.length;
};
