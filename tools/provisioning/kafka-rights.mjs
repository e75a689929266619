import { heartbeatTopicOf, topics as contract } from '#contracts';
import { deadTopicOf } from '#messaging';

/**
 * What one service may do at Kafka, from the table of topics: write its own, read what is not restricted, put aside what
 * it cannot handle, and share work in groups that begin with its name. Nothing else, and nobody creates topics. All names
 * begin with the prefix of the installation, its users' too.
 */
export const rightsOf = (service, { prefix = '', topics = contract } = {}) => {
  const own = topics.filter(({ owner }) => owner === service);
  const readable = topics.filter(({ owner, visibility }) => owner === service || visibility !== 'restricted');
  const unique = (names) => [...new Set(names)].toSorted().map((name) => `${prefix}${name}`);
  return {
    user: `${prefix}${service}`,
    write: unique([
      ...own.flatMap(({ topic, owner }) => [topic, heartbeatTopicOf(owner)]),
      ...readable.map(({ topic }) => deadTopicOf(topic)),
    ]),
    read: unique(readable.flatMap(({ topic, owner }) => [topic, heartbeatTopicOf(owner)])),
    groupPrefix: `${prefix}${service}.`,
  };
};
