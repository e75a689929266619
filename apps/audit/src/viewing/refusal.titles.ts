import type { Titles } from '#http';
import type { CodeOf } from '#kernel';
import type { DocumentsUnavailable } from '#persistence';
import type { refuseAccess } from '#access-index';
import type { refuseDate } from '#belgium';
import type { refuseConsultation } from '../consultations/application/consultations.js';
import type { refuseLooking } from './domain/viewers.js';

/** What audit may refuse, itself or in what it stands on. */
export type RefusalCode = CodeOf<typeof refuseLooking | typeof refuseConsultation | typeof refuseAccess | typeof refuseDate> | DocumentsUnavailable['code'];

export const refusalTitles: Titles<RefusalCode> = {
  fr: {
    'not-found': 'Cet historique n’existe pas, ou vous n’êtes pas autorisé à le voir.',
    'audit-unavailable': 'Ce qui décide qui peut consulter n’est pas à jour ici : réessayez plus tard.',
    'not-yet-told': 'Ce que vous avez vu ailleurs n’est pas encore repris ici : réessayez.',
    'as-of-not-past': 'Seul le passé peut être demandé : indiquez un instant révolu.',
    'consultation-not-recorded': 'Votre consultation n’a pas pu être enregistrée ; rien n’est donc montré : réessayez.',
    'period-empty': 'La fin doit suivre le début.',
    'date-not-valid': 'Une date s’écrit AAAA-MM-JJ ; un instant se termine par Z ou par un décalage ; années 1900 à 2999.',
    'access-unavailable': 'Ce que l’on sait de ce pouvoir local ou de cette personne est en cours de remise en ordre : réessayez plus tard.',
    'documents-unavailable': 'Les données conservées ne sont pas accessibles pour le moment : réessayez.',
  },
  nl: {
    'not-found': 'Deze geschiedenis bestaat niet, of u mag ze niet zien.',
    'audit-unavailable': 'Wat bepaalt wie mag inkijken, is hier niet bijgewerkt: probeer het later opnieuw.',
    'not-yet-told': 'Wat u elders hebt gezien, is hier nog niet opgenomen: probeer het opnieuw.',
    'as-of-not-past': 'Alleen het verleden kan worden opgevraagd: geef een tijdstip dat voorbij is.',
    'consultation-not-recorded': 'Uw raadpleging kon niet worden vastgelegd; daarom wordt niets getoond: probeer het opnieuw.',
    'period-empty': 'Het einde moet na het begin komen.',
    'date-not-valid': 'Een datum is JJJJ-MM-DD, een tijdstip eindigt op Z of op een afwijking; jaren 1900 tot 2999.',
    'access-unavailable': 'Wat van dit lokaal bestuur of deze persoon bekend is, wordt in orde gebracht: probeer het later opnieuw.',
    'documents-unavailable': 'De bewaarde gegevens zijn nu niet bereikbaar: probeer het opnieuw.',
  },
  de: {
    'not-found': 'Diesen Verlauf gibt es nicht, oder Sie dürfen ihn nicht sehen.',
    'audit-unavailable': 'Was entscheidet, wer Einsicht hat, ist hier nicht auf dem neuesten Stand: Versuchen Sie es später erneut.',
    'not-yet-told': 'Was Sie anderswo gesehen haben, ist hier noch nicht aufgenommen: Versuchen Sie es erneut.',
    'as-of-not-past': 'Nur nach der Vergangenheit kann gefragt werden: Geben Sie einen Zeitpunkt an, der vorbei ist.',
    'consultation-not-recorded': 'Ihre Einsicht konnte nicht festgehalten werden; daher wird nichts gezeigt: Versuchen Sie es erneut.',
    'period-empty': 'Das Ende muss nach dem Beginn liegen.',
    'date-not-valid': 'Ein Datum ist JJJJ-MM-TT, ein Zeitpunkt endet mit Z oder einem Versatz; Jahre 1900 bis 2999.',
    'access-unavailable': 'Was über diese lokale Behörde oder Person bekannt ist, wird in Ordnung gebracht: Versuchen Sie es später erneut.',
    'documents-unavailable': 'Die aufbewahrten Daten sind zurzeit nicht erreichbar: Versuchen Sie es erneut.',
  },
};
