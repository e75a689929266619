import type { AccessQuestion } from '#access-index';
import { startOf } from '#belgium';
import { ACTIONS, ConsistencyTokenNotValid, ConsistencyTokens, type Action } from '#contracts';
import { isRefusal, refusals, type Actor, type Assurance, type Instant, type StreamVersion } from '#kernel';
import { AccessView } from './access-view.js';

export type Question = {
  readonly subject: { readonly type: string; readonly id: string };
  readonly action: { readonly name: string };
  readonly resource: { readonly type: string; readonly id: string };
  readonly context?: { readonly asOf?: string; readonly knownAt?: string; readonly consistencyToken?: string; readonly explain?: boolean; readonly assurance?: Assurance };
};

export type Answer = {
  readonly decision: boolean;
  readonly context: {
    readonly reason: string;
    readonly causes?: readonly string[];
    readonly grantIds?: readonly string[];
    readonly requiredAssurance?: Assurance | undefined;
    readonly validUntil?: Instant | null;
  };
};

type Seen = readonly StreamVersion[];

export const refuseCheck = refusals({
  'past-not-available': ['invalid', 'The past is asked of audit, not of this route.'],
  'as-of-not-valid': ['invalid', 'asOf is a date like 2027-01-31, which means from its midnight, or an instant like 2027-01-31T12:00:00Z or 2027-01-31T13:00:00+01:00.'],
  'consistency-token-not-valid': ['invalid', 'The consistency token is not one of this installation.'],
  'not-yours-to-ask': ['forbidden', 'A person asks about himself, a manager about his authority.'],
  'access-unavailable': ['unavailable', 'What is known of this authority or person is being put in order; ask again later.'],
});

const UNKNOWN: Answer = { decision: false, context: { reason: 'not-granted', validUntil: null } };

const isAction = (name: string): name is Action => (ACTIONS as readonly string[]).includes(name);

/** Answers AuthZEN questions from this service's own index. In doubt the answer is no, or a refusal to answer. */
export class Evaluations {
  private readonly caughtUp: () => Promise<void>;

  constructor(private readonly view: AccessView, private readonly tokens: ConsistencyTokens) {
    this.caughtUp = () => view.readyFor(undefined);
  }

  /** @throws DomainError when the question cannot be asked, or cannot be answered now. */
  evaluate(question: Question, caller: Actor, seen?: Seen): Promise<Answer> {
    return this.answered(question, caller, seen, this.caughtUp);
  }

  /**
   * For questions of one request, which has seen all of `seen`: those that have seen nothing rest on one look at what there is.
   * @throws DomainError for what nobody can have seen, or what is not applied here in time
   */
  async together(seen?: Seen): Promise<Pick<Evaluations, 'evaluate'>> {
    if (seen !== undefined) await this.view.readyFor(seen);
    let caughtUp: Promise<void> | undefined;
    return { evaluate: (question, caller) => this.answered(question, caller, seen, () => (caughtUp ??= this.caughtUp())) };
  }

  private async answered({ subject, action: { name: action }, resource, context = {} }: Question, caller: Actor, told: Seen | undefined, caughtUp: () => Promise<void>): Promise<Answer> {
    const seen = both(this.seen(context.consistencyToken), told);
    if (!this.view.isReadyFor(seen)) await (seen === undefined ? caughtUp() : this.view.readyFor(seen));
    const now = this.view.now();
    const at = instantOf(context, now);
    const slash = resource.id.indexOf('/');
    const authorityId = resource.id.slice(0, slash);
    const own = subject.id === caller.id;
    if (caller.kind !== 'person' || (!own && !this.mayAskAbout(authorityId, resource.id.slice(slash + 1), caller.id))) throw refuseCheck('not-yours-to-ask');
    if (subject.type !== 'person' || resource.type !== 'category' || slash < 0 || !isAction(action)) return UNKNOWN;
    return this.decide({ personId: subject.id, action, authorityId, category: resource.id.slice(slash + 1), at, assurance: context.assurance }, context.explain === true, own);
  }

  private decide(question: AccessQuestion, explain: boolean, own: boolean): Answer {
    const { index } = this.view;
    const { decision, reason, requiredAssurance, validUntil } = index.may(question);
    if (reason === 'unavailable') throw refuseCheck('access-unavailable');
    if (!explain) return { decision, context: { reason, requiredAssurance, validUntil } };
    const { causes: all, grantIds } = index.explain(question);
    // What the Region decided about somebody who is no member here is not for those who manage here.
    const causes = own || !all.includes('not-a-member') ? all : all.filter((cause) => cause !== 'access-suspended');
    return { decision, context: { reason: causes[0] ?? reason, causes, grantIds, requiredAssurance, validUntil } };
  }

  /** After a merger who may read are people of the successor: those who manage there ask. */
  private mayAskAbout(authorityId: string, category: string, personId: string): boolean {
    const { index } = this.view;
    const host = index.finalSuccessor(authorityId);
    return this.view.seesAsManager(personId, host) || index.staff(personId, 'OFFICER', { province: index.authority(host)?.province ?? null, subject: index.subjectOf(category) });
  }

  private seen(token: string | undefined): Seen | undefined {
    if (token === undefined) return undefined;
    try {
      return this.tokens.open(token);
    } catch (error) {
      throw error instanceof ConsistencyTokenNotValid ? refuseCheck('consistency-token-not-valid') : error;
    }
  }
}

const both = (one: Seen | undefined, other: Seen | undefined): Seen | undefined => (one === undefined ? other : other === undefined ? one : [...one, ...other]);

const instantOf = ({ asOf, knownAt }: NonNullable<Question['context']>, now: Instant): Instant => {
  if (knownAt !== undefined) throw refuseCheck('past-not-available');
  if (asOf === undefined) return now;
  const at = given(asOf);
  if (at < now) throw refuseCheck('past-not-available');
  return at;
};

const given = (asOf: string): Instant => {
  try {
    return startOf(asOf);
  } catch (error) {
    throw isRefusal(error) ? refuseCheck('as-of-not-valid') : error;
  }
};

/** What a refusal to judge becomes inside a batch, where each item has an answer of its own. */
export const refusedItem = (error: unknown): Answer => {
  if (isRefusal(error)) return { decision: false, context: { reason: error.code } };
  throw error;
};
