import { CharterPublished } from '#contracts';
import { asItIs, publication } from '../../publishing/publication.js';
import { charterEvents } from '../domain/charter.catalogue.js';
import type { CharterEvent } from '../domain/charter.js';

export const charterPublication = publication<CharterEvent>('charter', charterEvents, { CharterPublished: asItIs(CharterPublished) }, () => 'charter');
