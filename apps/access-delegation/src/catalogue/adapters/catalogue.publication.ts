import { CategoryClosed, CategoryPublished, SubjectPublished } from '#contracts';
import { asItIs, publication } from '../../publishing/publication.js';
import { catalogueEvents } from '../domain/catalogue.catalogue.js';
import type { CatalogueEvent } from '../domain/catalogue.js';

export const cataloguePublication = publication<CatalogueEvent>('catalogue', catalogueEvents, {
  SubjectPublished: asItIs(SubjectPublished),
  CategoryPublished: asItIs(CategoryPublished),
  CategoryClosed: asItIs(CategoryClosed),
}, () => 'catalogue');
