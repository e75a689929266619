import { UnitOfWork, type Collection, type CollectionDefinition, type Document, type Documents } from '#persistence';
import type { Message } from './message.js';
import { parkedKeyOf, type ParkedKey } from './parked.js';
import { consumerPositions, type ConsumerPosition } from './positions.js';

type SourceVersion = { readonly id: string; readonly version: number };
type ParkedKeyDocument = ParkedKey & { readonly id: string; readonly group: string };
type ParkedMessage = Message & { readonly id: string; readonly parkedKey: string };

const sourceVersions: CollectionDefinition<SourceVersion> = { name: 'source-versions', indexes: [] };
const parkedKeys: CollectionDefinition<ParkedKeyDocument> = { name: 'parked-keys', indexes: [{ fields: ['group', 'key'] }] };
const parkedMessages: CollectionDefinition<ParkedMessage> = { name: 'parked-messages', indexes: [{ fields: ['parkedKey', 'offset'] }] };

const PAGE = 200;

/** What a consumer group remembers, in the documents of its service: how far it is, what it took, what is parked. */
export class Inbox {
  private readonly positions: Collection<ConsumerPosition>;
  private readonly versions: Collection<SourceVersion>;
  private readonly keys: Collection<ParkedKeyDocument>;
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

  async isParked(unit: UnitOfWork, { topic, key }: Message): Promise<boolean> {
    return (await unit.get(this.keys, this.idOf(topic, key))) !== undefined;
  }

  /** Keeps a message until its key is replayed. */
  keep(unit: UnitOfWork, message: Message): void {
    unit.put(this.messages, { ...message, ...this.placeOf(message) });
  }

  park(unit: UnitOfWork, message: Message, error: unknown): ParkedKey {
    const parked = parkedKeyOf(message, error);
    unit.put(this.keys, { ...parked, id: this.idOf(parked.topic, parked.key), group: this.group });
    this.keep(unit, message);
    return parked;
  }

  forget(unit: UnitOfWork, message: Message): void {
    unit.remove(this.messages, this.placeOf(message).id);
  }

  release(unit: UnitOfWork, { topic, key }: ParkedKey): void {
    unit.remove(this.keys, this.idOf(topic, key));
  }

  async parkedKeys(key?: string): Promise<readonly ParkedKey[]> {
    return everything(this.keys, { group: this.group, ...(key === undefined ? {} : { key }) });
  }

  async parkedMessages({ topic, key }: ParkedKey): Promise<readonly Message[]> {
    const found = await everything(this.messages, { parkedKey: this.idOf(topic, key) });
    return found.map(({ id: _id, parkedKey: _key, ...message }) => message);
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
