/**
 * Makes the topics of the contract and gives each service its rights. Repeatable; run by an administrator of Kafka, with the
 * variables that tell a service where Kafka is, and NAME_PREFIX as the services have it. Users are made by whoever runs Kafka.
 */
import { readFileSync } from 'node:fs';
import kafkajs from 'kafkajs';
import { createTopics } from '#messaging/kafka';
import { rightsOf } from './kafka-rights.mjs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, logLevel, ResourcePatternTypes } = kafkajs;
const { KAFKA_BROKERS, KAFKA_USERNAME, KAFKA_PASSWORD_FILE, KAFKA_REPLICAS, KAFKA_TLS, KAFKA_CA_FILE, NAME_PREFIX: prefix = '', SERVICES } = process.env;
const { TOPIC, GROUP } = AclResourceTypes;
const { WRITE, READ, DESCRIBE } = AclOperationTypes;
const { LITERAL, PREFIXED } = ResourcePatternTypes;

const connection = {
  clientId: 'provisioning', brokers: KAFKA_BROKERS.split(','),
  ssl: KAFKA_TLS === 'true' && (KAFKA_CA_FILE ? { ca: [readFileSync(KAFKA_CA_FILE, 'utf8')] } : true),
  sasl: { mechanism: 'scram-sha-512', username: KAFKA_USERNAME, password: readFileSync(KAFKA_PASSWORD_FILE, 'utf8').trim() },
};

const aclOf = ({ user, write, read, groupPrefix }) => {
  const allow = (resourceType, resourceName, operation, resourcePatternType = LITERAL) => ({
    resourceType, resourceName, resourcePatternType, operation, principal: `User:${user}`, host: '*', permissionType: AclPermissionTypes.ALLOW,
  });
  return [
    ...write.flatMap((topic) => [allow(TOPIC, topic, WRITE), allow(TOPIC, topic, DESCRIBE)]),
    ...read.map((topic) => allow(TOPIC, topic, READ)),
    allow(GROUP, groupPrefix, READ, PREFIXED),
  ];
};

await createTopics({ ...connection, prefix, ...(KAFKA_REPLICAS ? { replicas: Number(KAFKA_REPLICAS) } : {}) });
const admin = new Kafka({ ...connection, logLevel: logLevel.ERROR }).admin();
await admin.connect();
try {
  for (const service of SERVICES.split(',')) {
    const rights = rightsOf(service, { prefix });
    const acl = aclOf(rights);
    await admin.createAcls({ acl });
    console.log(`${rights.user}: ${String(acl.length)} rights`);
  }
} finally {
  await admin.disconnect();
}
