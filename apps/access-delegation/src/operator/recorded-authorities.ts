import type { CommandBus } from '@nestjs/cqrs';
import { canonicalHash, deriveId } from '#http';
import { CorrectAuthority } from '../authorities/application/correct-details.js';
import type { PrivateSpaces } from '../authorities/application/private-spaces.js';
import { RegisterAuthority } from '../authorities/application/register-authority.js';
import type { AuthorityDetails } from '../authorities/domain/authority.js';
import { refuse } from '../authorities/domain/authority.refusals.js';
import { streamOf } from '../authorities/domain/private-space.decider.js';
import type { Reservations } from '../reservations/application/reservations.js';
import { IMPORT, operatorContext } from './operator-commands.js';

export type Outcome = 'registered' | 'corrected' | 'unchanged';

/** Where the authorities of a list are recorded. */
export type AuthorityRecords = {
  /** `source` is what the details were read from: the same line is the same command. @throws DomainError */
  record(details: AuthorityDetails, source: unknown): Promise<Outcome>;
};

/** Authorities as a list says they are: registered when nobody is known by that NIS code, else corrected where they differ. */
export class RecordedAuthorities implements AuthorityRecords {
  constructor(private readonly commands: CommandBus, private readonly spaces: PrivateSpaces, private readonly reservations: Reservations) {}

  async record(details: AuthorityDetails, source: unknown): Promise<Outcome> {
    const { type, nisCode, enterpriseNumber } = details;
    // Without NIS code nothing else finds the authority again: its id comes from its number alone.
    const line = deriveId(IMPORT, nisCode === null ? `${type} ${String(enterpriseNumber)}` : `${type} ${nisCode} ${canonicalHash(source)}`);
    const known = nisCode === null ? null : await this.reservations.authorityWithNis(type, nisCode);
    const authorityId = known ?? deriveId(line, 'authority');
    const { state: { authority }, version } = await this.spaces.load(streamOf(authorityId));
    if (!authority) {
      await this.commands.execute(new RegisterAuthority(authorityId, details, operatorContext(line, details)));
      return 'registered';
    }
    if (authority.status !== 'OPEN') throw refuse('authority-closed');
    return this.correct(authorityId, details, line, version);
  }

  private async correct(authorityId: string, { type: _, enterpriseNumber, ...others }: AuthorityDetails, line: string, version: number): Promise<Outcome> {
    // A list without numbers says nothing about the number that is recorded.
    const details = { ...others, ...(enterpriseNumber === null ? {} : { enterpriseNumber }) };
    // A line may come back after another one replaced it: that is another correction.
    const context = operatorContext(deriveId(line, `correction/${String(version)}`), details);
    const receipt = await this.commands.execute(new CorrectAuthority(authorityId, details, context));
    return receipt.version > version ? 'corrected' : 'unchanged';
  }
}
