/** Somebody invented for the demonstration. */
export type DemonstrationPerson = { readonly id: string; readonly alias: string; readonly name: string; readonly about: string };

const person = (number: string, alias: string, name: string, about: string): DemonstrationPerson =>
  ({ id: `d0000000-0000-4000-8000-0000000000${number}`, alias, name, about });

/** Aliases and ids stand for ever: data directories hold the ids. */
export const PEOPLE: readonly DemonstrationPerson[] = [
  person('11', 'amelie', 'Amélie Fontaine', 'administratrice du SPW'),
  person('12', 'bastien', 'Bastien Lorent', 'administrateur du SPW'),
  person('13', 'claire', 'Claire Delvigne', 'agente du SPW, examine les désignations'),
  person('14', 'damien', 'Damien Rosoux', 'agent du SPW, second regard'),
  person('15', 'elise', 'Élise Wauthy', 'auditrice du SPW'),
  person('16', 'fabrice', 'Fabrice Nihoul', 'helpdesk du SPW'),
  person('21', 'henri', 'Henri Colson', 'bourgmestre de Valmarche'),
  person('22', 'isabelle', 'Isabelle Renard', 'directrice générale de Valmarche'),
  person('23', 'lea', 'Léa Marchal', 'future GLS de Valmarche'),
  person('24', 'marc', 'Marc Dubuisson', 'futur GLS suppléant de Valmarche'),
  person('25', 'nadia', 'Nadia Haddad', 'agente du service finances de Valmarche'),
  person('26', 'olivier', 'Olivier Stassart', 'directeur financier de Valmarche'),
  person('31', 'pauline', 'Pauline Gérard', 'présidente du CPAS de Valmarche'),
  person('32', 'quentin', 'Quentin Leroy', 'directeur général du CPAS de Valmarche'),
  person('41', 'ursula', 'Ursula Heinen', 'bourgmestre de Hohenbruch'),
  person('42', 'victor', 'Victor Thielen', 'directeur général de Hohenbruch'),
];

/** By alias or id. */
export const personNamed = (name: string): DemonstrationPerson | undefined => PEOPLE.find(({ id, alias }) => id === name || alias === name);
