import { eventCatalogue } from '#kernel';
import type { CharterEvent } from './charter.js';

export const charterEvents = eventCatalogue<CharterEvent>({ CharterPublished: { version: 1 } });
