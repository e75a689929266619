import type { Titles } from '#http';
import type { RefusalCode } from './refusal-codes.js';
import { de } from './titles.de.js';
import { fr } from './titles.fr.js';
import { nl } from './titles.nl.js';

export const refusalTitles: Titles<RefusalCode> = { fr, nl, de };
