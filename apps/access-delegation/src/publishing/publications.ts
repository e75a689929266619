import type { Fact } from '#contracts';
import type { StoredEvent } from '#kernel';
import { authorityPublication } from '../authorities/adapters/authority.publication.js';
import { cataloguePublication } from '../catalogue/adapters/catalogue.publication.js';
import { charterPublication } from '../charter/adapters/charter.publication.js';
import { designationPublication } from '../designations/adapters/designation.publication.js';
import { staffPublication } from '../staff/adapters/staff.publication.js';
import { withdrawalPublication } from '../withdrawals/adapters/withdrawals.publication.js';
import type { Publication } from './publication.js';

const publications: ReadonlyMap<string, Publication> = new Map(
  [authorityPublication, cataloguePublication, charterPublication, designationPublication, staffPublication, withdrawalPublication].map((one) => [one.family, one]),
);

const publicationOf = ({ stream }: StoredEvent): Publication | undefined => publications.get(stream.split('-', 1)[0] ?? '');

/** False for the streams that stay private: reservations of numbers. */
export const isPublished = (stored: StoredEvent): boolean => publicationOf(stored) !== undefined;

/** The public form of any event of a published stream. */
export const published = (stored: StoredEvent): Fact => {
  const publication = publicationOf(stored);
  if (!publication) throw new Error(`stream ${stored.stream} is private`);
  return publication.publish(stored);
};
