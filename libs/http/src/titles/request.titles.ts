import type { Titles } from '../language.js';
import type { RequestCode } from './request-codes.js';
import { de } from './titles.de.js';
import { fr } from './titles.fr.js';
import { nl } from './titles.nl.js';

export const requestTitles: Titles<RequestCode> = { fr, nl, de };
