import type { AccessDelegationFact, Fact } from '#contracts';
import type { Instant } from '#kernel';

type FactType = AccessDelegationFact['type'];
type DataOfType<Type extends FactType> = Extract<AccessDelegationFact, { readonly type: Type }>['data'];

/** Facts as the service would publish them: numbered per source, stamped with `now`, through JSON. */
export class FactLog {
  readonly facts: Fact[] = [];
  private readonly versions = new Map<string, number>();

  constructor(public now: Instant) {}

  authority<Type extends FactType>(authorityId: string, type: Type, data: Omit<DataOfType<Type>, 'authorityId'>): Fact {
    return this.tell(`/access-delegation/authority-${authorityId}`, type, { ...data, authorityId });
  }

  withdrawal<Type extends FactType>(personId: string, type: Type, data: Omit<DataOfType<Type>, 'personId'>): Fact {
    return this.tell(`/access-delegation/withdrawal-${personId}`, type, { ...data, personId });
  }

  region<Type extends FactType>(family: 'catalogue' | 'charter' | 'staff', type: Type, data: DataOfType<Type>): Fact {
    return this.tell(`/access-delegation/${family}`, type, data);
  }

  private tell(source: string, type: FactType, data: unknown): Fact {
    const sequence = (this.versions.get(source) ?? 0) + 1;
    this.versions.set(source, sequence);
    const key = source.replace(/^.*?(?:authority|withdrawal)-/, '');
    const recorded = { actor: { kind: 'system', id: 'system', capacity: 'SYSTEM', assurance: 'none' }, causationId: 'cause' };
    const fact = JSON.parse(JSON.stringify({ id: `${source}#${String(sequence)}`, source, type, subject: key, time: this.now, sequence, key, data, recorded })) as Fact;
    this.facts.push(fact);
    return fact;
  }
}
