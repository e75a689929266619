import type { CommandBus } from '@nestjs/cqrs';
import { canonicalHash, deriveId, type Language } from '#http';
import type { PrivateSpaces } from '../authorities/application/private-spaces.js';
import type { AuthorityDetails } from '../authorities/domain/authority.js';
import type { AuthorityType, Title } from '../authorities/domain/authority-vocabulary.js';
import type { CatalogueStream } from '../catalogue/application/catalogue.stream.js';
import { ChangeCharter } from '../charter/application/change-charter.js';
import type { CharterStream } from '../charter/application/charter.stream.js';
import { CHARTER_STREAM } from '../charter/domain/charter.js';
import type { Reservations } from '../reservations/application/reservations.js';
import { ChangeStaff } from '../staff/application/change-staff.js';
import { importAuthorities, type ImportOptions } from './import-authorities.js';
import { importCatalogue, type CatalogueReport } from './import-catalogue.js';
import type { ImportReport } from './import-report.js';
import { IMPORT, operatorContext } from './operator-commands.js';
import { RecordedAuthorities, type Outcome } from './recorded-authorities.js';

export type OperatorParts = {
  readonly commands: CommandBus;
  readonly spaces: PrivateSpaces;
  readonly reservations: Reservations;
  readonly catalogue: CatalogueStream;
  readonly charter: CharterStream;
};

/** What somebody with the data directory in hand may do: begin the staff, import lists; nothing about persons' access. */
export class Operator {
  private readonly authorities: RecordedAuthorities;

  constructor(private readonly parts: OperatorParts) {
    this.authorities = new RecordedAuthorities(parts.commands, parts.spaces, parts.reservations);
  }

  /** @throws FileRefused */
  importAuthorities(file: string, options: ImportOptions = {}): Promise<ImportReport> {
    return importAuthorities(file, this.authorities, options);
  }

  /** @throws FileRefused */
  importCatalogue(file: string, language?: Language): Promise<CatalogueReport> {
    return importCatalogue(file, this.parts.commands, this.parts.catalogue, language);
  }

  /** One authority that no list of communes names. @throws DomainError */
  recordAuthority(details: AuthorityDetails): Promise<Outcome> {
    return this.authorities.record(details, details);
  }

  /** The open authority with this NIS code, if any. */
  authorityWithNis(type: AuthorityType, nisCode: string): Promise<string | null> {
    return this.parts.reservations.authorityWithNis(type, nisCode);
  }

  /** Names the first two administrators, once and for all. @throws DomainError `staff-already-begun` */
  async bootstrapStaff(administrators: readonly [string, string]): Promise<void> {
    const context = operatorContext(deriveId(IMPORT, `staff ${administrators.join(' ')}`), administrators);
    await this.parts.commands.execute(new ChangeStaff({ type: 'BootstrapStaff', data: { administrators } }, context));
  }

  /** A text that is in force already is no new version. */
  async publishCharter(text: Title): Promise<void> {
    const { version } = await this.parts.charter.load(CHARTER_STREAM);
    const context = operatorContext(deriveId(IMPORT, `charter ${String(version)} ${canonicalHash(text)}`), text);
    await this.parts.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text } }, context));
  }
}
