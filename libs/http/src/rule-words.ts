import type { Words } from './words.js';

/** What is said of a member of a request that breaks a rule, by the rule's name in class-validator; `{0}` is its first parameter. */
export const RULE_WORDS = {
  missing: { fr: 'manque', nl: 'ontbreekt', de: 'fehlt', en: 'is missing' },
  unknown: { fr: 'n’est pas connu ici', nl: 'is hier niet bekend', de: 'ist hier nicht bekannt', en: 'is not known here' },
  hasUnknown: {
    fr: 'contient un champ qui n’est pas connu ici', nl: 'bevat een veld dat hier niet bekend is', de: 'enthält ein Feld, das hier nicht bekannt ist', en: 'has a member that is not known here',
  },
  otherwise: { fr: 'n’est pas conforme à sa description', nl: 'is niet zoals beschreven', de: 'entspricht nicht der Beschreibung', en: 'is not as described' },
  isString: { fr: 'doit être un texte', nl: 'moet een tekst zijn', de: 'muss ein Text sein', en: 'must be a text' },
  isNotEmpty: { fr: 'ne peut pas être vide', nl: 'mag niet leeg zijn', de: 'darf nicht leer sein', en: 'must not be empty' },
  isLength: {
    fr: 'doit contenir de {0} à {1} caractères', nl: 'moet {0} tot {1} tekens bevatten', de: 'muss {0} bis {1} Zeichen enthalten', en: 'must have {0} to {1} characters',
  },
  maxLength: {
    fr: 'doit contenir au plus {0} caractères', nl: 'mag hoogstens {0} tekens bevatten', de: 'darf höchstens {0} Zeichen enthalten', en: 'must have at most {0} characters',
  },
  isInt: { fr: 'doit être un nombre entier', nl: 'moet een geheel getal zijn', de: 'muss eine ganze Zahl sein', en: 'must be a whole number' },
  min: { fr: 'doit valoir au moins {0}', nl: 'moet minstens {0} zijn', de: 'muss mindestens {0} sein', en: 'must be at least {0}' },
  max: { fr: 'doit valoir au plus {0}', nl: 'mag hoogstens {0} zijn', de: 'darf höchstens {0} sein', en: 'must be at most {0}' },
  isBoolean: { fr: 'doit être vrai ou faux (true, false)', nl: 'moet waar of onwaar zijn (true, false)', de: 'muss wahr oder falsch sein (true, false)', en: 'must be true or false' },
  isIn: { fr: 'doit être l’une de ces valeurs : {0}', nl: 'moet een van deze waarden zijn: {0}', de: 'muss einer dieser Werte sein: {0}', en: 'must be one of these: {0}' },
  isObject: { fr: 'doit être un objet', nl: 'moet een object zijn', de: 'muss ein Objekt sein', en: 'must be an object' },
  nestedValidation: { fr: 'doit être un objet', nl: 'moet een object zijn', de: 'muss ein Objekt sein', en: 'must be an object' },
  isArray: { fr: 'doit être une liste', nl: 'moet een lijst zijn', de: 'muss eine Liste sein', en: 'must be a list' },
  arrayMinSize: {
    fr: 'doit compter au moins {0} élément(s)', nl: 'moet minstens {0} element(en) tellen', de: 'muss mindestens {0} Element(e) enthalten', en: 'must have at least {0} member(s)',
  },
  arrayMaxSize: {
    fr: 'doit compter au plus {0} élément(s)', nl: 'mag hoogstens {0} element(en) tellen', de: 'darf höchstens {0} Element(e) enthalten', en: 'must have at most {0} member(s)',
  },
  arrayUnique: {
    fr: 'ne peut pas contenir deux fois la même chose', nl: 'mag niet tweemaal hetzelfde bevatten', de: 'darf nichts zweimal enthalten', en: 'must not have the same thing twice',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Said before what holds for each member of a list. */
export const EACH: Words = { fr: 'chaque élément {0}', nl: 'elk element {0}', de: 'jedes Element {0}', en: 'each member {0}' };
