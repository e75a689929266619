/** Makes the topics of the contract and gives each service its rights. Repeatable; run by an administrator of Kafka. */
import { readFileSync } from 'node:fs';
import kafkajs from 'kafkajs';
import { createTopics } from '#messaging/kafka';
import { rightsOf } from './kafka-rights.mjs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, logLevel, ResourcePatternTypes } = kafkajs;
const { KAFKA_BROKERS, KAFKA_USERNAME, KAFKA_PASSWORD_FILE, KAFKA_REPLICAS, KAFKA_TLS, SERVICES } = process.env;
const { TOPIC, GROUP } = AclResourceTypes;
const { WRITE, READ, DESCRIBE } = AclOperationTypes;
const { LITERAL, PREFIXED } = ResourcePatternTypes;

const connection = {
  clientId: 'provisioning', brokers: KAFKA_BROKERS.split(','), ssl: KAFKA_TLS === 'true',
  sasl: { mechanism: 'scram-sha-512', username: KAFKA_USERNAME, password: readFileSync(KAFKA_PASSWORD_FILE, 'utf8').trim() },
};

const allow = (service, resourceType, resourceName, operation, resourcePatternType = LITERAL) => ({
  resourceType, resourceName, resourcePatternType, operation, principal: `User:${service}`, host: '*', permissionType: AclPermissionTypes.ALLOW,
});

const aclOf = (service) => {
  const { write, read, groupPrefix } = rightsOf(service);
  return [
    ...write.flatMap((topic) => [allow(service, TOPIC, topic, WRITE), allow(service, TOPIC, topic, DESCRIBE)]),
    ...read.map((topic) => allow(service, TOPIC, topic, READ)),
    allow(service, GROUP, groupPrefix, READ, PREFIXED),
  ];
};

await createTopics({ ...connection, ...(KAFKA_REPLICAS ? { replicas: Number(KAFKA_REPLICAS) } : {}) });
const admin = new Kafka({ ...connection, logLevel: logLevel.ERROR }).admin();
await admin.connect();
try {
  for (const service of SERVICES.split(',')) {
    const acl = aclOf(service);
    await admin.createAcls({ acl });
    console.log(`${service}: ${String(acl.length)} rights`);
  }
} finally {
  await admin.disconnect();
}
