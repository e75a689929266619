import { createHash, randomUUID } from 'node:crypto';
import { START, type CommandContext, type StoredEvent } from '#kernel';
import { ChangeAuthority } from '../src/authorities/application/change-authority.js';
import { RegisterAuthority } from '../src/authorities/application/register-authority.js';
import type { AuthorityCommand } from '../src/authorities/domain/private-space.js';
import { ChangeCatalogue } from '../src/catalogue/application/change-catalogue.js';
import { ChangeCharter } from '../src/charter/application/change-charter.js';
import { ChangeStaff } from '../src/staff/application/change-staff.js';
import type { StaffFunction } from '../src/staff/domain/staff.js';
import { ChangeWithdrawal } from '../src/withdrawals/application/change-withdrawal.js';
import { AService, operator } from './a-service.js';

const PEOPLE = [
  'stranger', 'member', 'primary', 'deputy', 'signatory', 'director', 'withdrawn', 'elsewhere', 'memberElsewhere',
  'administrator', 'administrator2', 'officer', 'local', 'away', 'bySubject', 'helpdesk', 'farDesk', 'auditor',
] as const;
export type PersonName = (typeof PEOPLE)[number];
type Place = { readonly id: string; readonly memberId: string; readonly grantId: string; readonly mandateId: string };

export const API = '/access-delegation/v1';
export const SHA256 = createHash('sha256').update('charte').digest('hex');
export const HERE = '90000';
export const AWAY = '60000';

/** Two authorities in two provinces with their people, and one of each kind of staff. */
export class ARegion {
  readonly people = Object.fromEntries(PEOPLE.map((name) => [name, randomUUID()])) as Readonly<Record<PersonName, string>>;
  here: Place = { id: '', memberId: '', grantId: '', mandateId: '' };
  away: Place = this.here;
  deputyMandateId = '';

  private constructor(readonly service: AService) {}

  static async start(...how: Parameters<typeof AService.start>): Promise<ARegion> {
    const region = new ARegion(await AService.start(...how));
    await region.service.confirm(...Object.values(region.people));
    await region.catalogue();
    await region.staff();
    region.here = await region.authority('99001', HERE, region.people.primary, region.people.member, true);
    region.away = await region.authority('99002', AWAY, region.people.elsewhere, region.people.memberElsewhere, false);
    const { deputy, withdrawn } = region.people;
    region.deputyMandateId = await region.mandate(region.here.id, deputy, 'DEPUTY');
    await region.mandate(region.here.id, withdrawn, 'DEPUTY');
    await region.withdraw(withdrawn);
    return region;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  person(name: PersonName): CommandContext {
    return { ...operator(), actor: { kind: 'person', id: this.people[name], assurance: 'high' } };
  }

  change(authorityId: string, command: AuthorityCommand, context = this.person('primary')): Promise<unknown> {
    return this.service.commands.execute(new ChangeAuthority(authorityId, command, context));
  }

  /** A member nobody knows yet, so that what is done to him disturbs nothing else. */
  async member(authorityId = this.here.id, as: PersonName = 'primary', personId?: string): Promise<string> {
    const memberId = randomUUID();
    const data = { memberId, function: 'ADMINISTRATIVE_AGENT', ...(personId === undefined ? {} : { personId }) } as const;
    await this.change(authorityId, { type: 'PrepareMember', data }, this.person(as));
    return memberId;
  }

  async grant(memberId: string, authorityId = this.here.id, as: PersonName = 'primary'): Promise<string> {
    const grantId = randomUUID();
    await this.change(authorityId, { type: 'GrantAccess', data: { grantId, memberId, role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'] } }, this.person(as));
    return grantId;
  }

  async mandate(authorityId: string, personId: string, kind: 'PRIMARY' | 'DEPUTY', signatories: readonly string[] = [], until = '2030-01-01T00:00:00.000Z'): Promise<string> {
    const mandateId = randomUUID();
    const officeHolders = signatories.map((signatory, index) => ({ officeHolderId: randomUUID(), personId: signatory, capacity: index === 0 ? 'MAYOR' as const : 'DIRECTOR_GENERAL' as const }));
    await this.change(authorityId, {
      type: 'StartMandate',
      data: {
        mandateId, personId, kind, officeHolders, memberId: randomUUID(), designationId: randomUUID(), function: 'HEAD_OF_SERVICE', charterVersion: 1,
        from: this.service.clock.now(), until,
      },
    }, { ...operator(), actor: { kind: 'system', id: 'spec', assurance: 'high' } });
    return mandateId;
  }

  async withdraw(personId: string, authorityId: string | null = null): Promise<string> {
    const withdrawalId = randomUUID();
    const command = { type: 'OrderWithdrawal', data: { withdrawalId, personId, authorityId, reasonCode: 'MISUSE' } } as const;
    await this.service.commands.execute(new ChangeWithdrawal(personId, command, this.person('officer')));
    return withdrawalId;
  }

  /** Every event there is, of every stream. */
  async recorded(): Promise<readonly StoredEvent[]> {
    await this.service.running.caughtUp();
    const events: StoredEvent[] = [];
    const { promise: end, resolve } = Promise.withResolvers<undefined>();
    const subscription = this.service.infrastructure.store.follow(START, (batch) => {
      events.push(...batch.events);
      if (batch.caughtUp) resolve(undefined);
      return Promise.resolve();
    });
    await end;
    await subscription.stop();
    return events;
  }

  private async authority(nisCode: string, province: string, manager: string, member: string, signed: boolean): Promise<Place> {
    const id = randomUUID();
    const details = { type: 'MUNICIPALITY', name: { fr: `Commune ${nisCode}` }, supervision: 'REGION', nisCode, province, enterpriseNumber: null, languages: ['fr'] } as const;
    await this.service.commands.execute(new RegisterAuthority(id, details, operator()));
    const mandateId = await this.mandate(id, manager, 'PRIMARY', signed ? [this.people.signatory, this.people.director] : []);
    const as = signed ? 'primary' : 'elsewhere';
    const memberId = await this.member(id, as, member);
    return { id, mandateId, memberId, grantId: await this.grant(memberId, id, as) };
  }

  private async catalogue(): Promise<void> {
    const { commands } = this.service;
    await commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: 'Charte' } } }, operator()));
    await commands.execute(new ChangeCatalogue({ type: 'PublishSubject', data: { code: 'FIN', title: { fr: 'Finances' } } }, operator()));
    for (const code of ['FIN-BUD', 'FIN-TAX', 'FIN-OLD']) {
      await commands.execute(new ChangeCatalogue({ type: 'PublishCategory', data: { code, subject: 'FIN', title: { fr: code }, kind: 'TSA', appliesTo: ['MUNICIPALITY'] } }, operator()));
    }
  }

  private async staff(): Promise<void> {
    const { administrator, administrator2, officer, local, away, bySubject, helpdesk, farDesk, auditor } = this.people;
    const { commands } = this.service;
    await commands.execute(new ChangeStaff({ type: 'BootstrapStaff', data: { administrators: [administrator, administrator2] } }, operator()));
    const appoint = async (personId: string, held: StaffFunction, provinces: readonly string[] = [], subjects: readonly string[] = []) =>
      commands.execute(new ChangeStaff({ type: 'AppointStaff', data: { personId, function: held, scope: { subjects, provinces } } }, this.person('administrator')));
    await appoint(officer, 'OFFICER');
    await appoint(local, 'OFFICER', [HERE]);
    await appoint(away, 'OFFICER', [AWAY]);
    await appoint(bySubject, 'OFFICER', [], ['INS']);
    await appoint(helpdesk, 'HELPDESK');
    await appoint(farDesk, 'HELPDESK', [AWAY]);
    await appoint(auditor, 'AUDITOR');
  }
}
