import { Controller } from '@nestjs/common';
import { PersonConfirmed, type FactOf } from '#contracts';
import type { CommandContext } from '#kernel';
import { OnFact, type Delivery } from '#messaging';
import { Identification } from '../../consequences/application/identification.process.js';
import { ConfirmedPersons, identifies } from '../application/confirmed-persons.js';

/** What identity says of persons. Whoever waits for a person's confirmation is identified before the fact counts as taken. */
@Controller()
export class PersonsConsumer {
  constructor(private readonly persons: ConfirmedPersons, private readonly identification: Identification) {}

  @OnFact(PersonConfirmed)
  async confirmed(fact: FactOf<typeof PersonConfirmed>, delivery: Delivery): Promise<void> {
    const { personId, identityProof, subjects } = fact.data;
    // Kept at once, not with the position: the commands that follow must find the person confirmed, and all is harmless twice.
    await this.persons.keep({ id: personId, identityProof }, subjects);
    if (identifies(identityProof)) await this.identification.of({ personId, subjects }, causedBy(fact, delivery));
  }
}

const causedBy = ({ id }: FactOf<typeof PersonConfirmed>, { topic }: Delivery): CommandContext => ({
  commandId: id, bodyHash: topic, correlationId: id, causationId: id, actor: { kind: 'system', id: 'identification', assurance: 'high' },
});
