/**
 * A real Kafka broker for specs: one node, no ZooKeeper, on loopback. Its jars come from the Maven repository at first
 * use, into a cache outside the repository. Depends on Node, java (17 or newer) and mvn alone.
 *
 *   node tools/engines/kafka.mjs [directory]   prints its address, runs until it is interrupted
 *
 * Where KAFKA_BROKERS names brokers, `provideKafka` answers those and starts none.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { exists, fetchedOnce, freePort } from './places.mjs';
import { homeOf, startServer } from './server.mjs';

const VERSION = '4.1.2';
const PATIENCE_MILLIS = 60_000;
const run = promisify(execFile);

/** The brokers of KAFKA_BROKERS, which nobody here may stop, or one of our own. */
export const provideKafka = async () => {
  const brokers = process.env.KAFKA_BROKERS;
  return brokers ? { brokers: brokers.split(','), told: `Kafka at ${brokers}`, stop: async () => undefined } : startKafka();
};

/**
 * Starts a broker. Its directory is kept when it is given and removed at the stop when not; a broker started again on its
 * directory and ports has what it acknowledged. With `secured` there is a listener more, with TLS, for its users alone: each
 * may do what it was given, `admin` everything.
 */
export const startKafka = async ({ directory, ports, secured } = {}) => {
  const classPath = await kafkaClassPath();
  const home = await homeOf('kafka', directory);
  const [port, controller, securedPort] = ports ?? [await freePort(), await freePort(), await freePort()];
  const properties = join(home, 'server.properties');
  await writeFile(properties, propertiesOf({ data: join(home, 'data'), port, controller, ...(secured && { securedPort, secured }) }));
  await writeFile(join(home, 'log4j2.properties'), LOGGING);
  if (!(await exists(join(home, 'data', 'meta.properties')))) await format(classPath, properties, secured?.users);
  const broker = await startServer({
    name: 'the Kafka broker for specs', home, kept: directory !== undefined, patienceMillis: PATIENCE_MILLIS, answers: () => tellsMetadata(port),
    command: 'java',
    args: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=${join(home, 'log4j2.properties')}`, '-cp', classPath, 'kafka.Kafka', properties],
  });
  return {
    ...broker, brokers: [`127.0.0.1:${String(port)}`], ports: [port, controller, securedPort], told: `Kafka ${VERSION}`,
    ...(secured && { securedBrokers: [`localhost:${String(securedPort)}`] }),
  };
};

const propertiesOf = ({ data, port, controller, securedPort, secured }) => `
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:${String(controller)}
listeners=PLAINTEXT://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controller)}
advertised.listeners=PLAINTEXT://127.0.0.1:${String(port)}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${data}
auto.create.topics.enable=false
default.replication.factor=1
min.insync.replicas=1
offsets.topic.num.partitions=5
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=5
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
# Else a restart after a kill waits for the session of the one that died.
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
# Specs make and drop many small topics.
log.index.size.max.bytes=65536
# 128 MB, half of the heap, unless told.
log.cleaner.dedupe.buffer.size=4194304
file.delete.delay.ms=1000
${secured ? securedPropertiesOf(port, controller, securedPort, secured) : ''}`;

/** Later lines win. Who comes by the other listeners is the broker itself, or the readiness check below. */
const securedPropertiesOf = (port, controller, securedPort, { certificates }) => `
listeners=PLAINTEXT://127.0.0.1:${String(port)},CONTROLLER://127.0.0.1:${String(controller)},CLIENTS://127.0.0.1:${String(securedPort)}
advertised.listeners=PLAINTEXT://127.0.0.1:${String(port)},CLIENTS://localhost:${String(securedPort)}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.clients.ssl.keystore.type=PEM
listener.name.clients.ssl.keystore.location=${certificates.both}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:admin;User:ANONYMOUS
`;

const LOGGING = `
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %p %c{1} %m%n
`;

const format = async (classPath, properties, users = {}) => {
  const tool = (...args) => run('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'kafka.tools.StorageTool', ...args]);
  const { stdout } = await tool('random-uuid');
  const known = Object.entries(users).flatMap(([name, password]) => ['--add-scram', `SCRAM-SHA-512=[name=${name},password=${password}]`]);
  await tool('format', '--standalone', '-t', stdout.trim().split('\n').at(-1), '-c', properties, ...known);
};

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>guichet.engines</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>2.25.5</version></dependency>
  </dependencies>
</project>
`;

/** Kafka itself, with what it needs. */
export const kafkaClassPath = async () => {
  const jars = await fetchedOnce(`kafka-${VERSION}`, async ({ making, target }) => {
    await writeFile(join(making, 'pom.xml'), POM);
    return ['mvn', '-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${target}`];
  });
  return join(jars, '*');
};

/** Asks for metadata of no topic (version 1); a broker that is up names itself. */
const tellsMetadata = (port) => new Promise((resolve) => {
  const request = Buffer.from('\0\0\0\x10\0\x03\0\x01\0\0\0\x07\0\x02up\0\0\0\0', 'latin1');
  const socket = connect(port, '127.0.0.1', () => { socket.write(request); });
  const answer = (said) => {
    socket.destroy();
    resolve(said);
  };
  socket.setTimeout(1_000, () => { answer(false); });
  socket.once('data', (said) => { answer(said.length >= 12 && said.readInt32BE(8) > 0); });
  socket.once('error', () => { answer(false); }).once('close', () => { answer(false); });
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const broker = await startKafka({ directory: process.argv[2] });
  console.log(broker.brokers.join(','));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { void broker.stop(); });
}
