import { Module } from '@nestjs/common';
import type { Service, Work } from '#hosting';
import { Clock, type EventStore } from '#kernel';
import { IssuerController } from './issuer.controller.js';
import { confirmPeople, publishedPerson } from './person-confirmed.js';
import { TokenSigner } from './token-signer.js';

@Module({})
class IssuerModule {}

/** Stands in for identity until it exists: demonstration people, a simulated sign-in, and the facts that others wait for. */
export const issuerService = (signer: TokenSigner): Service => ({
  name: 'identity',
  api: { title: 'Identity (demonstration)', description: 'Tokens for demonstration people after a simulated sign-in. Never outside a demonstration.', version: '1' },
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
