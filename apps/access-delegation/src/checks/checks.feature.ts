import type { ServiceInfrastructure } from '#hosting';
import { made, type Feature } from '../feature.js';
import { isPublished, published } from '../publishing/publications.js';
import { AuthzenController } from './adapters/authzen.controller.js';
import { AuthzenMetadataController, PublicUrl } from './adapters/authzen-metadata.controller.js';
import { AccessView } from './application/access-view.js';
import { Evaluations } from './application/evaluations.js';

/** "May this person do this?", answered from this service's own facts. */
export const checks = ({ store, clock, consistency, publicUrl }: ServiceInfrastructure): Feature => ({
  controllers: [AuthzenController, AuthzenMetadataController],
  providers: [
    made(AccessView, [], () => new AccessView(store, clock, { isPublished, published })),
    made(Evaluations, [AccessView], (view) => new Evaluations(view, consistency)),
    made(PublicUrl, [], () => new PublicUrl(publicUrl)),
  ],
});
