import { authorityFacts } from './access-delegation/authority-facts.js';
import { designationFacts } from './access-delegation/designation-facts.js';
import { catalogueFacts, charterFacts, staffFacts, withdrawalFacts } from './access-delegation/regional-facts.js';
import type { FactContract } from './fact.js';
import { personFacts } from './identity/person-facts.js';

/** public: any consumer that is let in; internal: services of the Guichet; restricted: named services only. */
export type Visibility = 'public' | 'internal' | 'restricted';

export type TopicContract = {
  readonly topic: string;
  /** The service that alone may write it. */
  readonly owner: string;
  /** Stream family whose every event it carries: `source` is `/<owner>/<family>` or `/<owner>/<family>-<id>`. */
  readonly family: string;
  readonly key: 'authority' | 'person' | 'none';
  readonly partitions: number;
  /** Days; `null` is for ever. */
  readonly retentionDays: number | null;
  readonly visibility: Visibility;
  readonly facts: readonly FactContract[];
};

const accessDelegation = { owner: 'access-delegation', retentionDays: null } as const;

/** Every topic, who writes it, how it is cut and who may read it: publishers, consumers and documents are derived from it. */
export const topics: readonly TopicContract[] = [
  { ...accessDelegation, topic: 'access-delegation.authorities', family: 'authority', key: 'authority', partitions: 12, visibility: 'public', facts: authorityFacts },
  { ...accessDelegation, topic: 'access-delegation.designations', family: 'designation', key: 'authority', partitions: 6, visibility: 'internal', facts: designationFacts },
  { ...accessDelegation, topic: 'access-delegation.withdrawals', family: 'withdrawal', key: 'person', partitions: 6, visibility: 'internal', facts: withdrawalFacts },
  { ...accessDelegation, topic: 'access-delegation.catalogue', family: 'catalogue', key: 'none', partitions: 1, visibility: 'public', facts: catalogueFacts },
  { ...accessDelegation, topic: 'access-delegation.charter', family: 'charter', key: 'none', partitions: 1, visibility: 'public', facts: charterFacts },
  { ...accessDelegation, topic: 'access-delegation.staff', family: 'staff', key: 'none', partitions: 1, visibility: 'internal', facts: staffFacts },
  { topic: 'identity.persons', owner: 'identity', family: 'person', key: 'person', partitions: 6, retentionDays: null, visibility: 'internal', facts: personFacts },
];

export const topicsOf = (owner: string): readonly TopicContract[] => topics.filter((topic) => topic.owner === owner);

const byType = new Map(topics.flatMap((topic) => topic.facts.map((contract) => [contract.type, { topic, contract }] as const)));
/** The topic and contract of a fact type, or undefined when this build does not know it. */
export const contractOf = (type: string): { readonly topic: TopicContract; readonly contract: FactContract } | undefined => byType.get(type);
/** True when a fact from this `source` may stand in this topic. */
export const ownsTopic = (source: string, topic: TopicContract): boolean =>
  source === `/${topic.owner}/${topic.family}` || source.startsWith(`/${topic.owner}/${topic.family}-`);
