import { ApiPropertyOptional } from '@nestjs/swagger';
import { pattern } from './rule.js';
import { MayBeAbsent } from './validation.pipe.js';

const IsTicket = pattern('isTicket', /^[A-Z0-9-]{4,32}$/, {
  fr: 'doit être un numéro de ticket : 4 à 32 majuscules, chiffres et traits d’union', nl: 'moet een ticketnummer zijn: 4 tot 32 hoofdletters, cijfers en koppeltekens',
  de: 'muss eine Ticketnummer sein: 4 bis 32 Großbuchstaben, Ziffern und Bindestriche', en: 'must be the number of a ticket: 4 to 32 capitals, digits and hyphens',
});

/** `@Ticket() readonly ticket?: string`: what the helpdesk looks for. */
export const Ticket = (): PropertyDecorator => (target, key) => {
  for (const decorate of [ApiPropertyOptional({ type: String, description: 'Number of the ticket on which the helpdesk looks', example: 'T-2027-00042' }), MayBeAbsent(), IsTicket()]) decorate(target, key);
};

/** The part of a query that all readings share which the helpdesk may ask for. */
export class TicketQuery {
  @Ticket() readonly ticket?: string;
}
