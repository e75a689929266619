import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEventStoreDb, type KillableServer } from '#event-store/testing';
import { eventually } from '#messaging/testing';
import { startKafka, type StartedKafkaBroker } from '../../../tools/engines/kafka.mjs';
import { startMongo, type StartedMongoServer } from '../../../tools/engines/mongodb.mjs';
import { AccessChanger, chance, type Change } from './access-changer.js';
import { Client } from './client.js';
import type { Evidence } from './judgement.js';
import { begun, SPACES, type PrivateSpace } from './private-space.js';
import { checksOf, newestTold, trailOf } from './questions.js';
import { RemoteInstallation } from './remote-installation.js';
import type { ServiceProcess } from './service-process.js';

/** How long an engine is away. */
export const OUTAGE_MILLIS = 1_000 * Number(process.env['OUTAGE_SECONDS'] ?? 1);
const A_WHILE = 60_000;
/** An answer that nobody waits for longer: the other instance is asked, with the same key. */
const PATIENCE = { answerMillis: 3_000, altogetherMillis: OUTAGE_MILLIS + A_WHILE };
const LOOK_AGAIN_MILLIS = 100;
/** Changes made without a pause when something happens, and when it is over; in between people take their time, or an hour of faults has the history of years. */
const IN_A_HURRY = 300;
const UNHURRIED_MILLIS = 1_000;
const AT_ONCE = 50;
/** Of the commands of hours so many are asked for again, from the first to the last. */
const REPEATED = 2_000;

/** Whoever is asked answers for all: the instances in turn. */
class Doors {
  readonly patience = PATIENCE;
  private turn = 0;
  constructor(private readonly processes: readonly ServiceProcess[]) {}
  get url(): Promise<string> {
    this.turn += 1;
    return Promise.resolve(this.processes[this.turn % this.processes.length]?.url ?? '');
  }
}

type Pair = readonly [ServiceProcess, ServiceProcess];
type Parts = { readonly directory: string; readonly events: KillableServer; readonly installation: RemoteInstallation; readonly access: Pair; readonly audit: Pair };

/** An installation on engines of its own, whose people change access all the time and ask what they may. */
export class LoadedInstallation {
  /** Checks with the token of a change that were answered as if it had not happened. */
  readonly stale: string[] = [];
  readonly client: Client;
  private readonly auditor: Client;
  private spaces: readonly PrivateSpace[] = [];
  private working: Promise<unknown> = Promise.resolve();
  private hurriedUntil = 0;
  private over = false;

  private constructor(readonly parts: Parts, private kafka: StartedKafkaBroker, private mongo: StartedMongoServer) {
    const { installation: { identity }, access, audit } = parts;
    this.client = new Client(new Doors(access), identity.url);
    this.auditor = new Client(new Doors(audit), identity.url);
  }

  static async begun(seed: number): Promise<LoadedInstallation> {
    const directory = await mkdtemp(join(tmpdir(), 'loaded-'));
    const [events, kafka, mongo] = await Promise.all([startEventStoreDb(join(directory, 'events')), startKafka(), startMongo()]);
    const installation = await RemoteInstallation.prepared({ events, brokers: kafka.brokers.join(), mongoUrl: mongo.url });
    const pairOf = async (service: 'access-delegation' | 'audit'): Promise<Pair> => [await installation.instance(service), await installation.instance(service)];
    const [access, audit] = [await pairOf('access-delegation'), await pairOf('audit')];
    const loaded = new LoadedInstallation({ directory, events, installation, access, audit }, kafka, mongo);
    await Promise.all(loaded.processes.map((process) => process.start()));
    await installation.demonstrated(access[0]);
    await loaded.begin(chance(seed));
    return loaded;
  }

  get processes(): readonly ServiceProcess[] {
    const { installation, access, audit } = this.parts;
    return [installation.identity, ...access, ...audit];
  }

  /** Fails at once when somebody was refused a change. */
  async whileChanging(work: () => Promise<void>): Promise<void> {
    this.hurry();
    await Promise.race([work(), this.working]);
  }

  async brokerAway(meanwhile: () => Promise<void>): Promise<void> {
    await this.kafka.kill();
    await meanwhile();
    this.kafka = await startKafka(this.kafka);
  }

  async documentsAway(meanwhile: () => Promise<void>): Promise<void> {
    await this.mongo.kill();
    await meanwhile();
    this.mongo = await startMongo(this.mongo);
  }

  /** The instance whose turn it is stands still until it is the other one's, then goes on as if nothing had happened. */
  async outOfBreath(service: 'access' | 'audit', lease: string): Promise<void> {
    const [one, other] = this.parts[service];
    const holds = async (process: ServiceProcess): Promise<boolean> => [...await process.gauge('guichet_lease_held')].some(([labels, held]) => labels.includes(`lease="${lease}"`) && held === 1);
    await eventually(async () => await holds(one) || holds(other), A_WHILE);
    const [holder, next] = await holds(one) ? [one, other] : [other, one];
    holder.freeze();
    try {
      await eventually(() => holds(next), A_WHILE);
    } finally {
      holder.goOn();
    }
    await eventually(async () => !(await holds(holder)) && holds(next), A_WHILE);
  }

  /** What waits for a hand, anywhere. */
  async parked(): Promise<readonly string[]> {
    const gauges = await Promise.all(this.processes.map((process) => process.gauge('guichet_parked_keys')));
    return gauges.flatMap((gauge) => [...gauge].filter(([, keys]) => keys > 0).map(([group]) => group));
  }

  /** By itself: every process is ready, commands are taken, and what is recorded from now on is told by audit. */
  async recovered(): Promise<void> {
    this.hurry();
    await Promise.all(this.processes.map((process) => process.ready()));
    await this.client.acknowledges(20);
    await this.told(this.client.acknowledged.map(({ receipt }) => receipt));
  }

  /** Nobody changes anything any more; everything that was recorded has arrived everywhere. */
  async atRest(): Promise<Evidence> {
    this.over = true;
    await this.working;
    const { installation } = this.parts;
    const history = await installation.historyOf('access-delegation');
    await this.told(history);
    const { acknowledged } = this.client;
    const repeated: Evidence['repeated'][number][] = [];
    const again = acknowledged.filter((_, index) => index % Math.ceil(acknowledged.length / REPEATED) === 0);
    for (let next = 0; next < again.length; next += AT_ONCE) {
      repeated.push(...await Promise.all(again.slice(next, next + AT_ONCE).map(async (command) => ({ command, again: await this.client.post(command) }))));
    }
    const checks = (await Promise.all(this.spaces.map((space) => checksOf(this.client, space)))).flat();
    const trails = new Map(await Promise.all(this.spaces.map(async (space) => [space.authorityId, await trailOf(this.auditor, space)] as const)));
    const [messages, ledger] = [await installation.published(), await installation.historyOf('audit')];
    return { acknowledged, repeated, checks, trails, history, ledger, messages };
  }

  async dropped(): Promise<void> {
    this.over = true;
    for (const process of [...this.processes].reverse()) {
      process.goOn();
      await process.end('SIGKILL');
    }
    await Promise.all([this.kafka.stop(), this.mongo.stop(), this.parts.events.stop()]);
    for (const directory of [this.kafka.directory, this.mongo.directory, this.parts.directory]) await rm(directory, { recursive: true, force: true });
  }

  /** Resolves once audit tells the newest of these. */
  private async told(recorded: readonly { readonly stream: string; readonly version: number }[]): Promise<void> {
    for (const space of this.spaces) {
      const stream = `authority-${space.authorityId}`;
      const newest = Math.max(...recorded.filter((one) => one.stream === stream).map(({ version }) => version));
      await eventually(async () => {
        await pause(LOOK_AGAIN_MILLIS);
        return (await newestTold(this.auditor, space)) >= newest;
      }, A_WHILE);
    }
  }

  private async begin(pick: (below: number) => number): Promise<void> {
    const spaces: PrivateSpace[] = [];
    for (const wanted of SPACES.slice(0, 2)) spaces.push(await begun(this.client, wanted));
    this.spaces = spaces;
    const changers = spaces.flatMap((space) => space.members.map((member) => new AccessChanger(this.client, space, member, pick, async (change) => {
      await this.check(change);
      if (this.client.acknowledged.length > this.hurriedUntil) await pause(UNHURRIED_MILLIS);
    })));
    this.working = Promise.all(changers.map((changer) => changer.work(() => !this.over)));
    this.working.catch(() => undefined);
  }

  private hurry(): void {
    this.hurriedUntil = this.client.acknowledged.length + IN_A_HURRY;
  }

  private async check({ space, member, action, category, may, token }: Change): Promise<void> {
    const { body } = await this.client.post({
      by: space.manager, path: '/access/v1/evaluation', key: '-', body: {
        subject: { type: 'person', id: member.person.id }, action: { name: action }, resource: { type: 'category', id: `${space.authorityId}/${category}` }, context: { consistencyToken: token },
      },
    });
    if (body['decision'] !== may) this.stale.push(`${action} ${category} of ${member.person.id}: ${JSON.stringify(body)} and not ${String(may)}`);
  }
}
