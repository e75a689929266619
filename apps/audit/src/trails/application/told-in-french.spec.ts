import { describe, expect, it } from '@jest/globals';
import { contractOf, topics } from '#contracts';
import type { ReceivedFact } from '../domain/received-fact.js';
import { agent, agentMember, colleague, commune, manager, mayor, officer, Story, successor, wholeStory } from '../testing/a-story.js';
import { told } from '../testing/told-story.js';
import { capacityInFrench, momentInFrench, sentenceOf, toldInFrench } from './told-in-french.js';

const facts = wholeStory();
const trail = told(facts as readonly ReceivedFact[]);
const names = [[manager, 'Marie'], [agent, 'Ali'], [mayor, 'Madame le bourgmestre'], [officer, 'Olivier'], [colleague, 'Claude'], [commune, 'Namur'], [successor, 'Grand Namur']] as const;
const withNames = (text: string): string => names.reduce((said, [id, name]) => said.replaceAll(`{person:${id}}`, name).replaceAll(`{authority:${id}}`, name), text);
const texts = trail.map((entry) => withNames(toldInFrench(entry)));
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
      const text = toldInFrench(entry);
      expect(text).toMatch(/^(?:\p{Lu}|\{(?:person|authority):)/u);
      expect(text).toMatch(/\.$/);
      expect(text.replace(/\{(?:person|authority):[0-9a-f-]{36}\}/g, 'X')).not.toMatch(/[{}]|undefined|null|inconnu|\[object| {2}|[A-Z]+_[A-Z]/);
    }
  });

  it.each([
    'L’opérateur a enregistré le pouvoir local « Namur ».',
    'Madame le bourgmestre a signé la désignation de Marie en qualité de bourgmestre.',
    'Olivier a vérifié que Madame le bourgmestre peut signer en qualité de bourgmestre.',
    'Marie est gestionnaire local de sécurité titulaire, du 01/03/2027 au 31/12/2027.',
    'Marie a octroyé à Ali le rôle « éditeur » sur BUDGET, LOAN (matière FIN), du 01/03/2027 au 31/12/2027.',
    'Marie a octroyé à Ali (soi-même) le rôle « éditeur » sur BUDGET, LOAN (matière FIN), catégories futures comprises, à partir du 01/03/2027, sans échéance (prolongation).',
    'Marie a retiré à Ali le rôle « éditeur » sur BUDGET, LOAN (matière FIN).',
    'Marie a mis fin au profil de Ali ; dernier jour : 30/06/2027. Tous ses droits prennent fin en même temps.',
    'Marie a mis fin au mandat de gestionnaire de Marie (motif : démission).',
    'Olivier a retiré avec effet immédiat tous les accès de Ali auprès de tous les pouvoirs locaux.',
    'Olivier a levé le retrait des accès de Ali auprès de Namur ; ce qui n’a pas pris fin reprend tel quel.',
    'L’opérateur a confié à Olivier la fonction « agent » à la Région (toutes les matières ; provinces : 90000).',
    'L’opérateur a enregistré la fusion du pouvoir local avec Grand Namur.',
  ])('says: %s', (sentence) => { expect(texts).toContain(sentence); });

  it('says of somebody whom nobody has identified yet that he is to be identified', () => {
    const [entry] = told((facts as readonly ReceivedFact[]).filter(({ type }) => type.includes('member-prepared')).slice(1));
    expect(entry && toldInFrench(entry)).toMatch(/a préparé le profil de une personne à identifier/);
  });

  it('says of a withdrawal everywhere from when it is where the person became a member since, and that it was annulled', () => {
    const story = new Story();
    story.withdrawal('withdrawal-ordered');
    story.authority('member-identified', { kind: 'system', id: 'timers', capacity: 'SYSTEM', assurance: 'none' }, { memberId: agentMember, personId: agent });
    story.withdrawal('withdrawal-lifted', null, {}, { recorded: { reasonCode: 'ANNULLED' } });
    const here = told(story.facts as readonly ReceivedFact[]).filter(({ copyOf }) => copyOf !== null);
    expect(here.map((entry) => withNames(toldInFrench(entry)))).toEqual([
      'Olivier a retiré avec effet immédiat tous les accès de Ali auprès de tous les pouvoirs locaux (le 01/03/2027, avant que son identité soit confirmée ici).',
      'Olivier a enregistré l’annulation du retrait des accès de Ali auprès de tous les pouvoirs locaux ; ce qui a pris fin n’est pas rendu.',
    ]);
  });

  it('tells what it has no sentence for by its type', () => {
    const [first] = facts as readonly ReceivedFact[];
    expect(first && told([{ ...first, type: 'dossiers.dossier-opened.v1' }]).map(toldInFrench)).toEqual([
      'L’opérateur a fait enregistrer un fait que cette version ne sait pas raconter (dossiers.dossier-opened.v1).',
    ]);
  });

  it('tells moments in Belgian time and capacities in words', () => {
    expect(momentInFrench('2027-03-01T08:00:00.000Z')).toMatch(/09:00/);
    expect(capacityInFrench('MANAGER')).toBe('gestionnaire local de sécurité');
    expect(capacityInFrench('NEW_ONE')).toBe('NEW_ONE');
  });
});
