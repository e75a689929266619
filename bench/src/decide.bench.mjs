import assert from 'node:assert/strict';
import { createMongoAbility } from '@casl/ability';
import { AccessIndex } from '../../dist/libs/access-index/src/index.js';
import { Oracle } from '../../dist/libs/access-index/src/testing/oracle.js';
import { versionOf } from './conditions.mjs';
import { seeded } from './invented.mjs';
import { interleaved, printFigures, printRatio } from './rounds.mjs';

const ACTIONS = ['read', 'edit', 'validate', 'submit'];
const ROLES = { READER: ['read'], EDITOR: ['read', 'edit'], VALIDATOR: ['read', 'validate'], SUBMITTER: ['read', 'submit'] };
const CATEGORIES = 60;
const SUBJECTS = 6;
const GRANTS_EACH = 10;
const SIZES = { S: { authorities: 261, persons: 5_000 }, M: { authorities: 2_000, persons: 50_000 } };
const ASKED = 10_000;
const BEGIN = '2026-11-02T09:00:00.000Z';
const NOW = '2026-12-02T09:00:00.000Z';
const ENDS = [null, '2028-11-02T09:00:00.000Z', '2027-06-30T22:00:00.000Z', '2026-11-30T23:00:00.000Z'];
const RECORDED = { actor: { kind: 'system', id: 'bench', capacity: 'SYSTEM', assurance: 'none' }, causationId: 'bench' };

const uuid = (kind, number) => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const codeOf = (category) => `S${category % SUBJECTS}-${String(category).padStart(3, '0')}`;

/** The facts of an installation: every person a member of one authority, or of two, with some grants. */
function* factsOf({ authorities, persons }) {
  const random = seeded(7);
  const versions = new Map();
  const tell = (stream, type, data) => {
    const sequence = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, sequence);
    return JSON.parse(JSON.stringify({ id: `${stream}#${sequence}`, source: `/access-delegation/${stream}`, type: `access-delegation.${type}.v1`, subject: stream, time: BEGIN, sequence, key: stream, data, recorded: RECORDED }));
  };
  for (let category = 0; category < CATEGORIES; category += 1) {
    yield tell('catalogue', 'category-published', { code: codeOf(category), subject: `S${category % SUBJECTS}`, title: { fr: 'titre' }, kind: 'TSA', appliesTo: category % 9 === 0 ? ['PROVINCE'] : ['MUNICIPALITY'] });
  }
  for (let number = 0; number < authorities; number += 1) {
    const authorityId = uuid('a', number);
    yield tell(`authority-${authorityId}`, 'authority-registered', { authorityId, type: 'MUNICIPALITY', name: { fr: 'nom' }, enterpriseNumber: null, nisCode: null, province: null, supervision: 'REGION', languages: ['fr'] });
  }
  let grants = 0;
  for (let person = 0; person < persons; person += 1) {
    const places = person % 10 === 0 ? 2 : 1;
    for (let place = 0; place < places; place += 1) {
      const [authorityId, memberId, personId] = [uuid('a', (person + place) % authorities), uuid('c', person * 2 + place), uuid('b', person)];
      const stream = `authority-${authorityId}`;
      yield tell(stream, 'member-prepared', { authorityId, memberId, personId, function: 'OTHER', from: BEGIN, until: null });
      yield tell(stream, 'member-identified', { authorityId, memberId, personId });
      for (let count = 0; count < GRANTS_EACH / places; count += 1) {
        const subject = random(SUBJECTS);
        const categories = Array.from({ length: 1 + random(4) }, () => codeOf(random(CATEGORIES / SUBJECTS) * SUBJECTS + subject));
        yield tell(stream, 'access-granted', {
          authorityId, memberId, grantId: uuid('d', grants++), role: Object.keys(ROLES)[random(4)], subject: `S${subject}`, categories, includesFuture: random(10) === 0,
          from: BEGIN, until: ENDS[random(ENDS.length)], source: 'DIRECT', selfGranted: false,
        });
      }
    }
  }
}

/** Half of them about something that was granted once; every string of its own, as from a request. */
const questionsFor = ({ authorities, persons }, facts, count) => {
  const random = seeded(11);
  const personOf = new Map(facts.filter(({ type }) => type.includes('member-identified')).map(({ data }) => [data.memberId, data.personId]));
  const granted = facts.filter(({ type }) => type.includes('access-granted')).map(({ data }) => data);
  const aimed = () => {
    const { memberId, authorityId, categories, role } = granted[random(granted.length)];
    return { personId: personOf.get(memberId), authorityId, category: categories[0], action: ROLES[role].at(-1) };
  };
  const blind = () => {
    const person = random(persons);
    return { personId: uuid('b', person), authorityId: uuid('a', random(2) === 0 ? person % authorities : random(authorities)), category: codeOf(random(CATEGORIES)), action: ACTIONS[random(4)] };
  };
  return JSON.parse(JSON.stringify(Array.from({ length: count }, () => ({ ...(random(2) === 0 ? aimed() : blind()), at: NOW }))));
};

/** CASL as its users build it, an ability per person; spared what it does not know: time, offers, assurance are settled beforehand. */
const abilitiesOf = (facts, open) => {
  const rules = new Map();
  const members = new Map();
  for (const { type, data } of facts) {
    if (type.includes('member-identified')) members.set(data.memberId, data.personId);
    if (!type.includes('access-granted') || !(data.until === null || NOW < data.until)) continue;
    const codes = [...open].filter(([code, subject]) => data.categories.includes(code) || (data.includesFuture && subject === data.subject)).map(([code]) => code);
    if (codes.length === 0) continue;
    const personId = members.get(data.memberId);
    rules.set(personId, [...(rules.get(personId) ?? []), { action: ROLES[data.role], subject: codes.map((code) => `${data.authorityId}/${code}`) }]);
  }
  return new Map([...rules].map(([personId, own]) => [personId, createMongoAbility(own)]));
};

const offered = (facts) => new Map(facts.filter(({ type, data }) => type.includes('category-published') && data.appliesTo.includes('MUNICIPALITY')).map(({ data }) => [data.code, data.subject]));

/** Decisions in a second of the processor: others may share the machine. */
const perSecond = (questions, seconds, decide) => {
  const began = process.cpuUsage();
  const spent = () => { const { user, system } = process.cpuUsage(began); return (user + system) / 1e6; };
  let [decided, yes] = [0, 0];
  for (; spent() < seconds; decided += questions.length) for (const question of questions) if (decide(question)) yes += 1;
  assert.ok(yes > 0);
  return decided / spent();
};

/** What grants add to the memory of an index that holds everything else. */
const bytesPerGrant = (facts) => {
  const index = new AccessIndex();
  const told = (wanted) => {
    let count = 0;
    for (const fact of facts()) {
      if (fact.type.includes('access-granted') !== wanted) continue;
      assert.equal(index.apply({ ...fact, sequence: index.appliedVersion(fact.source) + 1 }), 'applied');
      count += 1;
    }
    return count;
  };
  const resident = () => {
    for (let turn = 0; turn < 4; turn += 1) globalThis.gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  told(false);
  const before = resident();
  const count = told(true);
  return (resident() - before) / (index.parked.length === 0 ? count : NaN);
};

/** Each question is put to an oracle that holds only what can concern it: it reads all it holds, many times. */
const oracleOf = (facts) => {
  const bySource = Map.groupBy(facts, ({ source }) => source);
  const held = (stream) => bySource.get(`/access-delegation/${stream}`) ?? [];
  return (question) => new Oracle([...held('catalogue'), ...held(`authority-${question.authorityId}`)]).may(question);
};

export const run = async ({ rounds, seconds }) => {
  console.log(`CASL ${versionOf('@casl/ability')}`);
  console.log(`a grant of S, resident: ${Math.round(bytesPerGrant(() => factsOf(SIZES.S)))} B, goal ≤ 100`);
  for (const [size, world] of Object.entries(SIZES)) {
    const facts = [...factsOf(world)];
    const index = new AccessIndex();
    for (const fact of facts) assert.equal(index.apply(fact), 'applied');
    const open = offered(facts);
    const abilities = abilitiesOf(facts, open);
    const ours = (question) => index.may(question).decision;
    const casl = ({ personId, action, authorityId, category }) => abilities.get(personId)?.can(action, `${authorityId}/${category}`) ?? false;

    const asked = questionsFor(world, facts, ASKED);
    const expected = asked.map(oracleOf(facts));
    assert.deepEqual(asked.map(ours), expected);
    assert.deepEqual(asked.map(casl), expected);
    console.log(`${size}: ${world.authorities} authorities, ${world.persons} persons, ${facts.filter(({ type }) => type.includes('access-granted')).length} grants`);
    console.log(`oracle: ${ASKED} random questions answered alike by both (${expected.filter(Boolean).length} of them yes)`);

    const sides = { ours: () => perSecond(asked, seconds, ours), casl: () => perSecond(asked, seconds, casl) };
    for (const measure of Object.values(sides)) measure();
    const results = await interleaved(rounds, sides);
    printFigures('decisions per second', { 'AccessIndex.may, strings': results.ours, 'CASL, an ability per person': results.casl });
    printRatio('ratio to CASL', results.ours, results.casl, '≥ 2');
  }
};
