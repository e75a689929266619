import { createHash, randomUUID } from 'node:crypto';
import { ChangeCatalogue } from '../src/catalogue/application/change-catalogue.js';
import { ChangeCharter } from '../src/charter/application/change-charter.js';
import { ChangeStaff } from '../src/staff/application/change-staff.js';
import { AService, operator, type Sent } from './a-service.js';

export const API = '/access-delegation/v1';
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const idOf = ({ body }: Sent): string => String(body['id']);
/** Answers whose body is a list. */
export const listIn = ({ body }: Sent): readonly Readonly<Record<string, unknown>>[] => body as unknown as readonly Readonly<Record<string, unknown>>[];

export const people = {
  anne: randomUUID(), benoit: randomUUID(), chloe: randomUUID(), david: randomUUID(), mayor: randomUUID(), director: randomUUID(), lea: randomUUID(), max: randomUUID(), sam: randomUUID(), stranger: randomUUID(),
};

export type Designated = {
  readonly designee: string; readonly kind?: 'PRIMARY' | 'DEPUTY'; readonly from?: string; readonly until?: string; readonly memberId?: string; readonly mayor?: string; readonly director?: string;
};

/** An installation where staff, charter and catalogue are there, and what people do in it, each over HTTP. */
export class AnInstallation {
  private constructor(readonly service: AService) {}

  static async begin(...how: Parameters<typeof AService.start>): Promise<AnInstallation> {
    const service = await AService.start(...how);
    const { anne, benoit, chloe, david } = people;
    await service.confirm(...Object.values(people));
    await service.commands.execute(new ChangeStaff({ type: 'BootstrapStaff', data: { administrators: [anne, benoit] } }, operator()));
    await service.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: 'Charte' } } }, operator()));
    await service.commands.execute(new ChangeCatalogue({ type: 'PublishSubject', data: { code: 'FIN', title: { fr: 'Finances' } } }, operator()));
    for (const code of ['FIN-BUD', 'FIN-CPT']) {
      await service.commands.execute(new ChangeCatalogue({ type: 'PublishCategory', data: { code, subject: 'FIN', title: { fr: code }, kind: 'TSA', appliesTo: ['MUNICIPALITY'] } }, operator()));
    }
    const here = new AnInstallation(service);
    for (const personId of [chloe, david]) await here.done(anne, 'POST', '/staff', { personId, function: 'OFFICER' });
    return here;
  }

  send(person: string, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Sent> {
    return this.service.send(person, method, `${API}${path}`, body, headers);
  }

  /** Sends what must be taken, and answers it. */
  async done(person: string, method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Sent> {
    const sent = await this.send(person, method, path, body, headers);
    if (sent.status >= 300) throw new Error(`${method} ${path}: ${String(sent.status)} ${JSON.stringify(sent.body)}`);
    return sent;
  }

  async authority(over: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return idOf(await this.done(people.anne, 'POST', '/authorities', { type: 'MUNICIPALITY', name: { fr: 'Valombre' }, supervision: 'REGION', province: '90000', ...over }));
  }

  async drafted(authorityId: string, { designee, kind = 'PRIMARY', from = '2026-11-02', until, memberId, mayor = people.mayor, director = people.director }: Designated): Promise<string> {
    return idOf(await this.done(director, 'POST', '/designations', {
      authorityId, designeeId: designee, kind, function: 'ADMINISTRATIVE_AGENT', from, ...(until === undefined ? {} : { until }), ...(memberId === undefined ? {} : { memberId }),
      signatories: [{ personId: mayor, capacity: 'MAYOR' }, { personId: director, capacity: 'DIRECTOR_GENERAL' }], pieces: [{ kind: 'ACT', reference: 'acte-1', sha256: sha256('acte') }],
    }));
  }

  async signed(id: string, signatories = [people.mayor, people.director]): Promise<void> {
    const { contentSha256 } = (await this.done(people.mayor, 'GET', `/designations/${id}`)).body;
    for (const signatory of signatories) await this.done(signatory, 'POST', `/designations/${id}/signatures`, { contentSha256 });
  }

  async approved(id: string): Promise<void> {
    await this.done(people.chloe, 'POST', `/designations/${id}/review`, {});
    for (const personId of [people.mayor, people.director]) await this.done(people.chloe, 'POST', `/designations/${id}/verifications`, { personId });
    await this.done(people.chloe, 'POST', `/designations/${id}/approval`, {});
  }

  async accepted(id: string, designee: string, charterVersion = 1): Promise<void> {
    await this.done(designee, 'POST', `/designations/${id}/acceptance`, { charterVersion });
    await this.service.settled();
  }

  /** A manager by a designation from draft to effect. Answers the mandate. */
  async manager(authorityId: string, designated: Designated): Promise<string> {
    const id = await this.drafted(authorityId, designated);
    await this.signed(id);
    await this.approved(id);
    await this.accepted(id, designated.designee);
    const { body } = await this.done(designated.designee, 'GET', `/designations/${id}`);
    if (typeof body['mandateId'] !== 'string') throw new Error(`the designation is ${String(body['status'])}`);
    return body['mandateId'];
  }

  async statusOf(designationId: string): Promise<unknown> {
    return (await this.done(people.chloe, 'GET', `/designations/${designationId}`)).body['status'];
  }

  async member(authorityId: string, by: string, personId: string): Promise<string> {
    return idOf(await this.done(by, 'POST', `/authorities/${authorityId}/members`, { personId, function: 'ADMINISTRATIVE_AGENT' }));
  }

  async ownMember(authorityId: string, person: string): Promise<string> {
    return String(listIn(await this.done(person, 'GET', `/authorities/${authorityId}/members`)).find(({ personId }) => personId === person)?.['memberId']);
  }

  async grant(authorityId: string, by: string, memberId: string, over: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return idOf(await this.done(by, 'POST', `/authorities/${authorityId}/members/${memberId}/grants`, { role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'], ...over }));
  }

  async may(authorityId: string, person: string, action: string, category = 'FIN-BUD'): Promise<unknown> {
    const answer = await this.service.send(person, 'POST', '/access/v1/evaluation', {
      subject: { type: 'person', id: person }, action: { name: action }, resource: { type: 'category', id: `${authorityId}/${category}` },
    });
    return answer.body['decision'];
  }

  /** What a stream recorded of these types, oldest first. */
  async recorded(stream: string, ...types: readonly string[]): Promise<readonly { readonly type: string; readonly at: string; readonly data: Readonly<Record<string, unknown>> }[]> {
    const events = await this.service.infrastructure.store.read(stream, { limit: 10_000 });
    return events.filter(({ type }) => types.includes(type)).map(({ type, data, metadata }) => ({ type, at: metadata.recordedAt, data }));
  }
}
