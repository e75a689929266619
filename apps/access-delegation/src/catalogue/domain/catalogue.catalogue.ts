import { eventCatalogue } from '#kernel';
import type { CatalogueEvent } from './catalogue.js';

export const catalogueEvents = eventCatalogue<CatalogueEvent>({
  SubjectPublished: { version: 1 },
  CategoryPublished: { version: 1 },
  CategoryClosed: { version: 1 },
});
