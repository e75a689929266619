import { UnitOfWork, type Collection, type CollectionDefinition, type Document, type Documents } from '#persistence';
import type { Message } from './message.js';
import { parkedKeyOf, type ParkedKey } from './parked.js';
import { consumerPositions, type ConsumerPosition } from './positions.js';

type SourceVersion = { readonly id: string; readonly version: number };
/** `kept`: how many messages wait. Who keeps one and who releases the key meet there, wherever they run. */
export type WaitingKey = ParkedKey & { readonly id: string; readonly group: string; readonly kept: number };
/** As far as it can be read: handlers see no more of it either. */
type ParkedMessage = Omit<Message, 'bytes'> & { readonly id: string; readonly parkedKey: string };

const sourceVersions: CollectionDefinition<SourceVersion> = { name: 'source-versions', indexes: [] };
const parkedKeys: CollectionDefinition<WaitingKey> = { name: 'parked-keys', indexes: [{ fields: ['group', 'key'] }] };
const parkedMessages: CollectionDefinition<ParkedMessage> = { name: 'parked-messages', indexes: [{ fields: ['parkedKey', 'offset'] }] };

const PAGE = 200;

/** What a consumer group remembers, in the documents of its service: how far it is, what it took, what is parked. */
export class Inbox {
  private readonly positions: Collection<ConsumerPosition>;
  private readonly versions: Collection<SourceVersion>;
  private readonly keys: Collection<WaitingKey>;
  private readonly messages: Collection<ParkedMessage>;

  constructor(private readonly documents: Documents, private readonly group: string) {
    this.positions = documents.collection(consumerPositions);
    this.versions = documents.collection(sourceVersions);
    this.keys = documents.collection(parkedKeys);
    this.messages = documents.collection(parkedMessages);
  }

  begin(): UnitOfWork {
    return new UnitOfWork(this.documents);
  }

  async offset(topic: string, partition: number): Promise<number> {
    return (await this.positions.get(this.idOf(topic, String(partition))))?.offset ?? 0;
  }

  /** Everything in this unit holds only if the group still stands at `from`: whoever comes late changes nothing. */
  moved(unit: UnitOfWork, topic: string, partition: number, { from, to }: { readonly from: number; readonly to: number }): void {
    unit.put(this.positions, { id: this.idOf(topic, String(partition)), offset: to }, from === 0 ? 'absent' : { offset: from });
  }

  /** 0 when nothing of this source was taken. */
  async version(unit: UnitOfWork, source: string): Promise<number> {
    return (await unit.get(this.versions, this.idOf(source)))?.version ?? 0;
  }

  took(unit: UnitOfWork, source: string, version: number): void {
    unit.put(this.versions, { id: this.idOf(source), version });
  }

  /** Keeps a message whose key waits until the key is replayed; false when it does not wait. */
  async keptAside(unit: UnitOfWork, message: Message): Promise<boolean> {
    const waiting = await unit.get(this.keys, this.idOf(message.topic, message.key));
    if (!waiting) return false;
    unit.put(this.keys, { ...waiting, kept: waiting.kept + 1 }, { kept: waiting.kept });
    this.keep(unit, message);
    return true;
  }

  park(unit: UnitOfWork, message: Message, error: unknown): ParkedKey {
    const parked = parkedKeyOf(message, error);
    unit.put(this.keys, { ...parked, id: this.idOf(parked.topic, parked.key), group: this.group, kept: 1 });
    this.keep(unit, message);
    return parked;
  }

  /** After a replay: what is left waits on, `error` says why; with nothing left the key is free. Holds only if nothing was kept since. */
  replayed(unit: UnitOfWork, waiting: WaitingKey, left: readonly Message[], error: unknown): void {
    const [first] = left;
    if (first) unit.put(this.keys, { ...waiting, ...parkedKeyOf(first, error), kept: left.length }, { kept: waiting.kept });
    else unit.remove(this.keys, waiting.id, { kept: waiting.kept });
  }

  forget(unit: UnitOfWork, message: Message): void {
    unit.remove(this.messages, this.placeOf(message).id);
  }

  async parkedKeys(key?: string): Promise<readonly WaitingKey[]> {
    return everything(this.keys, { group: this.group, ...(key === undefined ? {} : { key }) });
  }

  /** As it waits now; undefined when it was released. */
  async waiting({ id }: WaitingKey): Promise<WaitingKey | undefined> {
    return this.keys.get(id);
  }

  async parkedMessages({ id }: WaitingKey): Promise<readonly Message[]> {
    const found = await everything(this.messages, { parkedKey: id });
    return found.map(({ id: _id, parkedKey: _key, ...message }) => message);
  }

  private keep(unit: UnitOfWork, { bytes: _bytes, ...message }: Message): void {
    unit.put(this.messages, { ...message, ...this.placeOf(message) });
  }

  private placeOf({ topic, key, partition, offset }: Message): { readonly id: string; readonly parkedKey: string } {
    return { id: this.idOf(topic, String(partition), String(offset)), parkedKey: this.idOf(topic, key) };
  }

  private idOf(...parts: readonly string[]): string {
    return [this.group, ...parts].join('|');
  }
}

const everything = async <Doc extends Document>(collection: Collection<Doc>, where: Readonly<Record<string, string>>): Promise<readonly Doc[]> => {
  const found: Doc[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await collection.find({ where: where as never, limit: PAGE, ...(after === undefined ? {} : { after }) });
    found.push(...page.items);
    after = page.next;
    more = after !== undefined;
  }
  return found;
};
