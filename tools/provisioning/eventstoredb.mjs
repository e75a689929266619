/**
 * Gives the store of each service its one user and closes it to everybody else. Repeatable; run by the administrator.
 * The store of a service is at events-<service>:2113, unless STORE says where that of the one service is; the user reads $all
 * because it follows it, and streams of that store are all its own. Where several installations share the stores, users begin
 * with NAME_PREFIX, and belong to one group by store: access lists know streams, not prefixes, so that these installations must
 * trust each other.
 */
import { readFileSync } from 'node:fs';
import { ANY, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

const { SERVICES, STORE, NODE_EXTRA_CA_CERTS, NAME_PREFIX = '', SECRETS = '/run/secrets' } = process.env;
const secret = (name) => readFileSync(`${SECRETS}/${name}`, 'utf8').trim();
const admin = { username: 'admin', password: secret('eventstoredb-admin') };
const authorization = `Basic ${Buffer.from(`${admin.username}:${admin.password}`).toString('base64')}`;

const asked = async (method, url, body) => {
  const { status } = await fetch(url, { method, headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return status;
};

const giveUser = async (store, service) => {
  const [user, password] = [`${NAME_PREFIX}${service}`, secret(`${service}.eventstoredb-password`)];
  const created = await asked('POST', `https://${store}/users/`, { loginName: user, fullName: user, groups: [service], password });
  if (created === 201) return;
  const reset = await asked('POST', `https://${store}/users/${user}/command/reset-password`, { newPassword: password });
  if (reset !== 200) throw new Error(`${user} could be neither made (${String(created)}) nor given its password (${String(reset)})`);
};

const closeToOthers = async (store, service) => {
  const client = EventStoreDBClient.connectionString(`esdb://${admin.username}:${admin.password}@${store}?tls=true&tlsCAFile=${encodeURIComponent(NODE_EXTRA_CA_CERTS)}`);
  const admins = '$admins';
  const data = {
    $userStreamAcl: { $r: [admins, service], $w: [admins, service], $d: admins, $mr: [admins, service], $mw: admins },
    $systemStreamAcl: { $r: admins, $w: admins, $d: admins, $mr: admins, $mw: admins },
  };
  await client.appendToStream('$settings', jsonEvent({ type: 'update-default-acl', data }), { expectedRevision: ANY });
  await client.setStreamMetadata('$all', { acl: { readRoles: [admins, service], metaReadRoles: [admins] } });
  await client.dispose();
};

for (const service of SERVICES.split(',')) {
  const store = STORE ?? `events-${service}:2113`;
  await giveUser(store, service);
  await closeToOthers(store, service);
  console.log(`${store} is ${service}'s alone`);
}
