/**
 * Makes every secret that docker-compose.yml names, once: node tools/make-secrets.mjs [directory]. Depends on Node alone.
 * It never overwrites: a master key that is lost takes every note and every person key with it. Where several installations
 * share the engines, NAME_PREFIX is the same here as for the services.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env } from 'node:process';

const SERVICES = ['access-delegation', 'audit', 'identity'];
const directory = argv[2] ?? 'secrets';
const prefix = env.NAME_PREFIX ?? '';

const password = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('base64');

const ofService = (service) => {
  const [eventstoredb, kafka, mongodb, personKeys] = [password(), password(), password(), password()];
  const user = `${prefix}${service}`;
  const ca = encodeURIComponent('/authority/ca.crt');
  return {
    [`${service}.eventstoredb-password`]: eventstoredb,
    [`${service}.eventstoredb-url`]: `esdb://${user}:${eventstoredb}@events-${service}:2113?tls=true&tlsCAFile=${ca}`,
    [`${service}.kafka-password`]: kafka,
    [`${service}.mongodb-password`]: mongodb,
    [`${service}.mongodb-url`]: `mongodb://${user}:${mongodb}@mongodb:27017/?replicaSet=rs0&authSource=${user}`,
    [`${service}.person-keys-password`]: personKeys,
    [`${service}.person-keys-url`]: `mongodb://${user}:${personKeys}@mongodb:27017/?replicaSet=rs0&authSource=${prefix}person-keys`,
  };
};

const secrets = {
  'installation-key': key(),
  'master-key': key(),
  'eventstoredb-admin': password(),
  'kafka-admin': password(),
  'mongodb-admin': password(),
  'mongodb-keyfile': randomBytes(384).toString('base64'),
  'grafana-admin': password(),
  ...Object.assign({}, ...SERVICES.map(ofService)),
};

if (existsSync(directory) && readdirSync(directory).length > 0) {
  console.error(`${directory} is not empty. Secrets are never overwritten: name another directory, or move this one away yourself.`);
  process.exitCode = 1;
} else {
  // Nobody else may enter the directory; inside their containers the services, which are not root, may read the files.
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(directory, name), `${value}\n`, { mode: 0o444, flag: 'wx' });
  console.log(`${String(Object.keys(secrets).length)} secrets stand in ${directory}. Keep a copy of master-key and installation-key apart from every backup.`);
}
