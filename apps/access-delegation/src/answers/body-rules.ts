import { isEnterpriseNumber, isLocalDate, isNisCode } from '#belgium';
import { ID, isId, pattern, rule } from '#http';

/** An id as paths and bodies give it: a UUID in lower case, so that nothing has two names. */
export const IsId = rule('isId', isId, {
  fr: 'doit être un UUID en minuscules', nl: 'moet een UUID in kleine letters zijn', de: 'muss eine UUID in Kleinbuchstaben sein', en: 'must be a UUID in lower case',
}, ID);

/** Begins with a letter or digit: never a step in a path, never a name that objects keep for themselves. */
export const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
export const IsCode = pattern('isCode', CODE, {
  fr: 'doit être un code : au plus 64 lettres, chiffres, points, - et _, une lettre ou un chiffre d’abord', nl: 'moet een code zijn: hoogstens 64 letters, cijfers, punten, - en _, eerst een letter of cijfer',
  de: 'muss ein Code sein: höchstens 64 Buchstaben, Ziffern, Punkte, - und _, zuerst ein Buchstabe oder eine Ziffer', en: 'must be a code: at most 64 letters, digits, dots, - and _, a letter or digit first',
});

/** Of a document. It is kept in clear and published, so that it has no room for names: what is personal goes into a note, which is encrypted. */
export const IsReference = pattern('isReference', /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9/._-]{0,63}$/, {
  fr: 'doit être une référence comme 2026/041-B : au plus 64 lettres, chiffres et / . _ -, dont un chiffre et sans espace ; elle est publiée et ne nomme donc personne',
  nl: 'moet een referentie zijn zoals 2026/041-B: hoogstens 64 letters, cijfers en / . _ -, met minstens één cijfer en zonder spatie; ze wordt gepubliceerd en noemt dus niemand',
  de: 'muss ein Zeichen wie 2026/041-B sein: höchstens 64 Buchstaben, Ziffern und / . _ -, mit mindestens einer Ziffer und ohne Leerzeichen; es wird veröffentlicht und nennt daher niemanden',
  en: 'must be a reference such as 2026/041-B: at most 64 letters, digits and / . _ -, with a digit at least and no space; it is published, so it names nobody',
});

/** What the document of the API says of one. */
export const DATE_OR_INSTANT = { anyOf: [{ type: 'string', format: 'date' }, { type: 'string', format: 'date-time' }] };

/** A date (the whole local day) or an instant; the conversion refuses days that do not exist. */
export const IsDateOrInstant = pattern('isDateOrInstant', /^\d{4}-\d{2}-\d{2}(T[\d:.]{4,16}(Z|[+-]\d{2}:\d{2}))?$/, {
  fr: 'doit être une date (AAAA-MM-JJ) ou un instant terminé par Z ou par un décalage', nl: 'moet een datum (JJJJ-MM-DD) of een tijdstip met Z of een verschuiving zijn',
  de: 'muss ein Datum (JJJJ-MM-TT) oder ein Zeitpunkt mit Z oder einer Verschiebung sein', en: 'must be a date (YYYY-MM-DD) or an instant with Z or an offset',
}, DATE_OR_INSTANT);

export const IsLocalDate = rule('isLocalDate', (value) => typeof value === 'string' && isLocalDate(value), {
  fr: 'doit être un jour qui existe (AAAA-MM-JJ)', nl: 'moet een dag zijn die bestaat (JJJJ-MM-DD)', de: 'muss ein Tag sein, den es gibt (JJJJ-MM-TT)', en: 'must be a day that exists (YYYY-MM-DD)',
}, { format: 'date' });

export const IsEnterpriseNumber = rule('isEnterpriseNumber', (value) => typeof value === 'string' && isEnterpriseNumber(value), {
  fr: 'doit être un numéro d’entreprise (BCE) de dix chiffres, dont les deux derniers contrôlent les autres', nl: 'moet een ondernemingsnummer (KBO) van tien cijfers zijn, waarvan de laatste twee de andere controleren',
  de: 'muss eine Unternehmensnummer (ZUD) aus zehn Ziffern sein, deren letzte zwei die anderen prüfen', en: 'must be an enterprise number (BCE) of ten digits, of which the last two check the others',
});

export const IsNisCode = rule('isNisCode', (value) => typeof value === 'string' && isNisCode(value), {
  fr: 'doit être un code INS de cinq chiffres, qui ne commence pas par 0', nl: 'moet een NIS-code van vijf cijfers zijn die niet met 0 begint',
  de: 'muss ein NIS-Code aus fünf Ziffern sein, der nicht mit 0 beginnt', en: 'must be an NIS code of five digits that does not begin with 0',
}, { pattern: '^[1-9][0-9]{4}$' });

export const IsSha256 = pattern('isSha256', /^[0-9a-f]{64}$/, {
  fr: 'doit être une empreinte SHA-256 : 64 chiffres hexadécimaux en minuscules', nl: 'moet een SHA-256-waarde zijn: 64 hexadecimale cijfers in kleine letters',
  de: 'muss ein SHA-256-Wert sein: 64 hexadezimale Ziffern in Kleinbuchstaben', en: 'must be a SHA-256: 64 hexadecimal digits in lower case',
});

export const IsNotBlank = pattern('isNotBlank', /\S/, {
  fr: 'ne peut pas être vide', nl: 'mag niet leeg zijn', de: 'darf nicht leer sein', en: 'must not be empty',
});

export const IsVersion = pattern('isVersion', /^[1-9]\d{0,5}$/, {
  fr: 'doit être un numéro de version, à partir de 1', nl: 'moet een versienummer zijn, vanaf 1', de: 'muss eine Versionsnummer sein, ab 1', en: 'must be the number of a version, from 1',
}, { minimum: 1, maximum: 999_999 });

/** Surrounding spaces and Unicode forms of a name are normalised, not refused. */
export const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.normalize('NFC').trim() : value);
