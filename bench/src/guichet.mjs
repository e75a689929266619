import { randomBytes, randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { Embedded, startService } from '../../dist/libs/hosting/src/index.js';
import { jsonLogger } from '../../dist/libs/http/src/index.js';
import { TokenIssuer } from '../../dist/libs/http/src/testing.js';
import { SystemClock } from '../../dist/libs/kernel/src/index.js';
import { accessDelegation } from '../../dist/apps/access-delegation/src/access-delegation.module.js';
import { operatorOf } from '../../dist/apps/access-delegation/src/operator.module.js';
import { ChangeAuthority } from '../../dist/apps/access-delegation/src/authorities/application/change-authority.js';
import { ConfirmedPersons } from '../../dist/apps/access-delegation/src/persons/application/confirmed-persons.js';
import { categoryOf, nisOf, writeAuthorities, writeCatalogue } from './invented.mjs';

export const AUTHORITIES = 261;
const DAY = 24 * 60 * 60 * 1000;

/** access-delegation on files, listening, with authorities that have a manager and members. */
export class Guichet {
  static async start({ directory, categories, membersEach }) {
    const clock = new SystemClock();
    const issuer = await TokenIssuer.create('access-delegation', clock);
    const secrets = { installationKey: randomBytes(32), masterKey: randomBytes(32) };
    const embedded = new Embedded({ directory: `${directory}guichet`, clock, logger: jsonLogger('bench', 'warn'), publicUrl: 'http://localhost:3000', secrets });
    const infrastructure = embedded.for('access-delegation');
    const running = await startService(accessDelegation, infrastructure, { host: '127.0.0.1', port: 0, tokens: issuer });
    const guichet = new Guichet();
    Object.assign(guichet, { clock, issuer, embedded, infrastructure, running, commands: running.app.get(CommandBus) });
    guichet.port = Number(new URL(running.url).port);
    guichet.spaces = await guichet.begin(directory, categories, membersEach);
    return guichet;
  }

  async begin(directory, categories, membersEach) {
    const operator = operatorOf(this.running.app);
    await operator.bootstrapStaff([randomUUID(), randomUUID()]);
    await operator.publishCharter({ fr: 'Charte' });
    writeCatalogue(`${directory}catalogue.json`, categories);
    writeAuthorities(`${directory}authorities.csv`, AUTHORITIES);
    const catalogue = await operator.importCatalogue(`${directory}catalogue.json`);
    const { registered } = await operator.importAuthorities(`${directory}authorities.csv`);
    if (catalogue.published !== categories + 1 || registered !== AUTHORITIES) throw new Error(`set-up: ${JSON.stringify({ catalogue, registered })}`);
    return Promise.all(Array.from({ length: AUTHORITIES }, (_, index) => this.space(operator, index, membersEach)));
  }

  async space(operator, index, membersEach) {
    const authorityId = await operator.authorityWithNis('MUNICIPALITY', nisOf(index));
    const managerId = randomUUID();
    const members = Array.from({ length: membersEach }, () => ({ memberId: randomUUID(), personId: randomUUID() }));
    await this.confirm([managerId, ...members.map(({ personId }) => personId)]);
    const from = this.clock.now();
    const until = new Date(Date.parse(from) + 700 * DAY).toISOString();
    await this.change(authorityId, { kind: 'system', id: 'bench' }, {
      type: 'StartMandate',
      data: { mandateId: randomUUID(), memberId: randomUUID(), personId: managerId, kind: 'PRIMARY', from, until, designationId: randomUUID(), function: 'HEAD_OF_SERVICE', charterVersion: 1, officeHolders: [] },
    });
    const space = { authorityId, managerId, members };
    await Promise.all(members.map(({ memberId, personId }) => this.asManager(space, { type: 'PrepareMember', data: { memberId, personId, function: 'ADMINISTRATIVE_AGENT' } })));
    return space;
  }

  async confirm(personIds) {
    const persons = this.running.app.get(ConfirmedPersons);
    await Promise.all(personIds.map((id) => persons.keep({ id, identityProof: 'fas' })));
  }

  asManager({ authorityId, managerId }, command) {
    return this.change(authorityId, { kind: 'person', id: managerId }, command);
  }

  change(authorityId, actor, command) {
    const id = randomUUID();
    const context = { commandId: id, bodyHash: '', correlationId: id, causationId: id, actor: { ...actor, assurance: 'high' } };
    return this.commands.execute(new ChangeAuthority(authorityId, command, context));
  }

  async bearerOf(personId) {
    return (await this.issuer.bearer({ sub: personId, acr: 'high' })).authorization;
  }

  async close() {
    await this.running.close();
    await this.embedded.close();
  }
}

export { categoryOf };
