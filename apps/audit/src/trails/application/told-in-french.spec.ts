import { describe, expect, it } from '@jest/globals';
import { contractOf, topics } from '#contracts';
import type { ReceivedFact } from '../domain/received-fact.js';
import type { TrailEntry } from '../domain/trail-entry.js';
import { agent, agentMember, colleague, commune, granted, manager, mayor, officer, Story, successor, wholeStory } from '../testing/a-story.js';
import { told, titlesOf } from '../testing/told-story.js';
import { capacityInFrench, momentInFrench, reasonInFrench, sentenceOf, toldInFrench } from './told-in-french.js';

const facts = wholeStory();
const trail = told(facts as readonly ReceivedFact[]);
const names = [[manager, 'Marie'], [agent, 'Ali'], [mayor, 'Madame le bourgmestre'], [officer, 'Olivier'], [colleague, 'Claude'], [commune, 'Namur'], [successor, 'Grand Namur']] as const;
const withNames = (text: string): string => names.reduce((said, [id, name]) => said.replaceAll(`{person:${id}}`, name).replaceAll(`{authority:${id}}`, name), text);
const titles = titlesOf(facts as readonly ReceivedFact[]);
const inFrench = (entry: TrailEntry): string => withNames(toldInFrench(entry, titles));
const texts = trail.map(inFrench);
const asManager = { kind: 'person', id: manager, capacity: 'MANAGER', assurance: 'high' } as const;
const declared = topics.flatMap((topic) => topic.facts.map(({ type }) => type));

describe('telling a fact in French', () => {
  it('has facts in the story that keep their contracts', () => {
    const broken = facts.filter(({ type, data }) => contractOf(type)?.contract.validator.Check(data) !== true);
    expect(broken.map(({ type }) => type)).toEqual([]);
  });

  it.each(declared)('has a sentence of its own for %s, with nothing left unfilled', (type) => {
    const entries = trail.filter((entry) => entry.type === type);
    expect(sentenceOf(type)).toBeDefined();
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      const text = toldInFrench(entry, titles);
      expect(text).toMatch(/^(?:\p{Lu}|\{(?:person|authority):)/u);
      expect(text).toMatch(/\.$/);
      expect(text.replace(/\{(?:person|authority):[0-9a-f-]{36}\}/g, 'X')).not.toMatch(/[{}]|undefined|null|inconnu|\[object| {2}|[A-Z]+_[A-Z]|\dT\d/);
    }
  });

  it.each([
    'L’opérateur a enregistré le pouvoir local « Namur ».',
    'Madame le bourgmestre a signé la désignation de Marie en qualité de bourgmestre.',
    'Olivier a vérifié que Madame le bourgmestre peut signer en qualité de bourgmestre.',
    'Marie est gestionnaire local de sécurité titulaire, du 01/03/2027 au 31/12/2027.',
    'Marie a octroyé à Ali le rôle « éditeur » sur « Budget » (BUDGET), LOAN, matière « Finances » (FIN), du 01/03/2027 au 31/12/2027.',
    'Marie a octroyé à Ali (soi-même) le rôle « éditeur » sur « Budget » (BUDGET), LOAN, matière « Finances » (FIN), catégories futures comprises, à partir du 01/03/2027, sans échéance (prolongation).',
    'Marie a octroyé à Ali le rôle « éditeur » sur « Budget » (BUDGET), LOAN, matière « Finances » (FIN), du 01/03/2027 au 31/12/2027 (rendu : son retrait est annulé).',
    'Marie a retiré à Ali le rôle « éditeur » sur « Budget » (BUDGET), LOAN, matière « Finances » (FIN).',
    'Marie a mis fin au profil de Ali ; dernier jour : 30/06/2027. Tous ses droits prennent fin en même temps.',
    'Marie a mis fin au mandat de gestionnaire de Marie (motif : démission).',
    'Olivier a retiré avec effet immédiat tous les accès de Ali auprès de tous les pouvoirs locaux.',
    'Olivier a levé le retrait des accès de Ali auprès de Namur ; ce qui n’a pas pris fin reprend tel quel.',
    'L’opérateur a confié à Olivier la fonction « agent » à la Région (toutes les matières ; provinces : Namur (90000)).',
    'L’opérateur a clôturé la catégorie « Budget » (BUDGET) : plus aucun accès n’y est ouvert.',
    'L’opérateur a publié la catégorie « Budget » (BUDGET) de la matière « Finances » (FIN).',
    'Marie a prolongé le profil de Ali, désormais jusqu’au 30/06/2028.',
    'La désignation de Marie n’a pas pu prendre effet (motif : le nombre de suppléants est atteint).',
    'L’opérateur a corrigé les données du pouvoir local ; désormais code INS : 92095.',
    'L’opérateur a enregistré la fusion du pouvoir local avec Grand Namur.',
  ])('says: %s', (sentence) => { expect(texts).toContain(sentence); });

  it('says of somebody whom nobody has identified yet that he is to be identified', () => {
    const [entry] = told((facts as readonly ReceivedFact[]).filter(({ type }) => type.includes('member-prepared')).slice(1));
    expect(entry && inFrench(entry)).toMatch(/a préparé le profil d’une personne à identifier/);
  });

  it('says of a withdrawal everywhere from when it is where the person became a member since, and that it was annulled', () => {
    const story = new Story();
    story.withdrawal('withdrawal-ordered');
    story.authority('member-identified', { kind: 'system', id: 'timers', capacity: 'SYSTEM', assurance: 'none' }, { memberId: agentMember, personId: agent });
    story.withdrawal('withdrawal-lifted', null, {}, { recorded: { reasonCode: 'ANNULLED' } });
    const here = told(story.facts as readonly ReceivedFact[]).filter(({ copyOf }) => copyOf !== null);
    expect(here.map((entry) => inFrench(entry))).toEqual([
      'Olivier a retiré avec effet immédiat tous les accès de Ali auprès de tous les pouvoirs locaux (le 01/03/2027, avant que son identité soit confirmée ici).',
      'Olivier a enregistré l’annulation du retrait des accès de Ali auprès de tous les pouvoirs locaux ; ce qui a pris fin n’est pas rendu.',
    ]);
  });

  it('names who ended a profile, whatever reason he gave, and nobody where time did', () => {
    const story = new Story();
    const actors = { manager: { kind: 'person', id: agent, capacity: 'MANAGER', assurance: 'high' }, timers: { kind: 'system', id: 'timers', capacity: 'SYSTEM', assurance: 'none' } } as const;
    for (const actor of [actors.manager, actors.timers]) story.authority('member-left', actor, { memberId: agentMember, personId: agent, at: '2027-03-31T22:00:00.000Z' }, { recorded: { reasonCode: 'EXPIRED' } });
    expect(told(story.facts as readonly ReceivedFact[]).map((entry) => inFrench(entry).split(' ;')[0])).toEqual(['Ali a mis fin au profil de Ali', 'Le profil de Ali est arrivé à échéance']);
  });

  it('tells what it has no sentence for by its type', () => {
    const [first] = facts as readonly ReceivedFact[];
    expect(first && told([{ ...first, type: 'dossiers.dossier-opened.v1' }]).map(inFrench)).toEqual([
      'L’opérateur a fait enregistrer un fait que cette version ne sait pas raconter (dossiers.dossier-opened.v1).',
    ]);
  });

  it('calls a category what it was called when the fact was recorded, whatever it is called since', () => {
    const story = new Story();
    const publish = (fr: string): unknown => story.region('catalogue', 'category-published', { code: 'BUDGET', subject: 'FIN', title: { fr }, kind: 'TSA', appliesTo: [] });
    const grant = (): unknown => story.authority('access-granted', asManager, granted);
    for (const tell of [grant, () => publish('Budget initial'), grant, () => publish('Budget et comptes'), grant]) tell();
    const received = story.facts as readonly ReceivedFact[];
    const said = told(received).filter(({ type }) => type.includes('granted')).map((entry) => toldInFrench(entry, titlesOf(received)));
    expect(said.map((text) => /sur (.*), LOAN/.exec(text)?.[1])).toEqual(['BUDGET', '« Budget initial » (BUDGET)', '« Budget et comptes » (BUDGET)']);
  });

  it('says each detail that was corrected and what it is now, no other, and that there is none any more', () => {
    const story = new Story();
    const correct = (data: object): unknown => story.authority('authority-details-corrected', asManager, data);
    correct({ name: { fr: 'Namur-Ville', nl: 'Namen' }, supervision: 'OTHER', languages: ['fr', 'de'] });
    correct({ enterpriseNumber: null, nisCode: null, province: '60000' });
    correct({ somethingNew: 'x' });
    expect(told(story.facts as readonly ReceivedFact[]).map(inFrench)).toEqual([
      'Marie a corrigé les données du pouvoir local ; désormais nom : Namur-Ville ; autre tutelle ; langues : français, allemand.',
      'Marie a corrigé les données du pouvoir local ; désormais numéro d’entreprise : aucun ; code INS : aucun ; province : Liège (60000).',
      'Marie a corrigé les données du pouvoir local.',
    ]);
  });

  it('tells moments in Belgian time and capacities in words', () => {
    expect(momentInFrench('2027-03-01T08:00:00.000Z')).toMatch(/09:00/);
    expect(capacityInFrench('MANAGER')).toBe('gestionnaire local de sécurité');
    expect([capacityInFrench('NEW_ONE'), reasonInFrench('NEW_ONE'), reasonInFrench('JOB_CHANGED')]).toEqual(['NEW_ONE', 'NEW_ONE', 'changement de fonctions']);
  });
});
