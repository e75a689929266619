import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { PrivateSpaces } from './authorities/application/private-spaces.js';
import { CatalogueStream } from './catalogue/application/catalogue.stream.js';
import { CharterStream } from './charter/application/charter.stream.js';
import { Operator } from './operator/operator.js';
import { Reservations } from './reservations/application/reservations.js';

export { FileRefused } from './operator/file-refused.js';
export type { AuthorityDetails } from './authorities/domain/authority.js';
export { importAuthorities, type ImportOptions } from './operator/import-authorities.js';
export type { CatalogueReport } from './operator/import-catalogue.js';
export type { ImportReport } from './operator/import-report.js';
export type { Operator } from './operator/operator.js';
export { refuse as refuseAuthority } from './authorities/domain/authority.refusals.js';
export { IMPORT, LineRefused } from './operator/operator-commands.js';
export type { AuthorityRecords, Outcome } from './operator/recorded-authorities.js';

/** The operator's door to a running access-delegation, or to one that was opened only for this. */
export const operatorOf = (app: INestApplicationContext): Operator => {
  const get = { strict: false } as const;
  return new Operator({
    commands: app.get(CommandBus, get), spaces: app.get(PrivateSpaces, get), reservations: app.get(Reservations, get),
    catalogue: app.get(CatalogueStream, get), charter: app.get(CharterStream, get),
  });
};
