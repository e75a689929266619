// For mongosh: begins the replica set, gives each service a user of its own database, and one that may keep person keys but
// never destroy them, which overwriting would do. Repeatable. Databases and users begin with NAME_PREFIX, as the services have it.
const fs = require('node:fs');
const secret = (name) => fs.readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const prefix = process.env.NAME_PREFIX ?? '';
const services = process.env.SERVICES.split(',');
const keysDatabase = `${prefix}person-keys`;
const url = `mongodb://admin:${encodeURIComponent(secret('mongodb-admin'))}@mongodb:27017/?authSource=admin&directConnection=true`;
const admin = connect(url);

const CODE_NOT_YET_INITIALIZED = 94;
const members = [{ _id: 0, host: 'mongodb:27017' }];
try {
  admin.getSiblingDB('admin').runCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== CODE_NOT_YET_INITIALIZED) throw error;
  admin.getSiblingDB('admin').runCommand({ replSetInitiate: { _id: 'rs0', members } });
}
while (!admin.getSiblingDB('admin').hello().isWritablePrimary) sleep(500);

const keep = (database, user, pwd, roles) => {
  const db = admin.getSiblingDB(database);
  if (db.getUser(user)) db.updateUser(user, { pwd, roles });
  else db.createUser({ user, pwd, roles });
};

const keys = admin.getSiblingDB(keysDatabase);
const privileges = [{
  resource: { db: keysDatabase, collection: '' },
  actions: ['find', 'insert', 'createCollection', 'listIndexes'],
}];
if (keys.getRole('keeper')) keys.updateRole('keeper', { privileges, roles: [] });
else keys.createRole({ role: 'keeper', privileges, roles: [] });

for (const service of services) {
  const name = `${prefix}${service}`;
  keep(name, name, secret(`${service}.mongodb-password`), [{ role: 'readWrite', db: name }]);
  keep(keysDatabase, name, secret(`${service}.person-keys-password`), [{ role: 'keeper', db: keysDatabase }]);
  print(`${name} has its users`);
}
