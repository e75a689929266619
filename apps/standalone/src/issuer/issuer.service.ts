import { Module } from '@nestjs/common';
import type { Service, Work } from '#hosting';
import type { Titles } from '#http';
import { Clock, type CodeOf, type EventStore } from '#kernel';
import { IssuerController, refuse } from './issuer.controller.js';
import { confirmPeople, publishedPerson } from './person-confirmed.js';
import { TokenSigner } from './token-signer.js';

const refusalTitles: Titles<CodeOf<typeof refuse>> = {
  fr: { 'person-unknown': 'Personne n’a cet alias ou cet identifiant dans la démonstration.' },
  nl: { 'person-unknown': 'Niemand in de demonstratie heeft deze alias of identificatie.' },
  de: { 'person-unknown': 'In der Demonstration hat niemand diesen Alias oder diese Kennung.' },
};

@Module({})
class IssuerModule {}

/** Stands in for identity until it exists: demonstration people, a simulated sign-in, and the facts that others wait for. */
export const issuerService = (signer: TokenSigner): Service => ({
  name: 'identity',
  api: { title: 'Identity (demonstration)', description: 'Tokens for demonstration people after a simulated sign-in. Never outside a demonstration.', version: '1' },
  titles: refusalTitles,
  module: ({ clock }) => ({
    module: IssuerModule,
    controllers: [IssuerController],
    providers: [
      { provide: TokenSigner, useValue: signer },
      { provide: Clock, useValue: clock },
    ],
  }),
  work: (_, { store, messaging }) => [confirming(store), messaging.publisher(publishedPerson)],
});

const confirming = (store: EventStore): Work => ({
  start: () => confirmPeople(store),
  stop: () => Promise.resolve(),
  problem: () => undefined,
  caughtUp: () => Promise.resolve(),
});
