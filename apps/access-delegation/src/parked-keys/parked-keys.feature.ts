import type { ServiceInfrastructure } from '#hosting';
import { FactTransport } from '#messaging';
import { RecordedFacts } from '../capacities/application/recorded-facts.js';
import { made, type Feature } from '../feature.js';
import { ParkedKeysController } from './adapters/parked-keys.controller.js';
import { ParkedKeys } from './application/parked-keys.js';

/** What this service takes from others, and what an administrator does when a fact of theirs could not be taken. */
export const parkedKeys = ({ messaging, logger }: ServiceInfrastructure): Feature => ({
  controllers: [ParkedKeysController],
  providers: [
    made(FactTransport, [], () => messaging.consumer('persons')),
    made(ParkedKeys, [FactTransport, RecordedFacts], (transport, recorded) => new ParkedKeys(transport, recorded, logger)),
  ],
});
