import { CommandBus } from '@nestjs/cqrs';
import type { ServiceInfrastructure } from '#hosting';
import { PrivateSpaces } from '../authorities/application/private-spaces.js';
import { RecordedFacts } from '../capacities/application/recorded-facts.js';
import { AccessView } from '../checks/application/access-view.js';
import { made, type Feature } from '../feature.js';
import { ConfirmedPersons } from '../persons/application/confirmed-persons.js';
import { DesignationListController } from './adapters/designation-list.controller.js';
import { DesignationReviewsController } from './adapters/designation-reviews.controller.js';
import { DesignationViewsController } from './adapters/designation-views.controller.js';
import { DesignationsController } from './adapters/designations.controller.js';
import { ChangeDesignationHandler } from './application/change-designation.js';
import { DesignationFactsLookUp } from './application/designation-facts.look-up.js';
import { DesignationList } from './application/designation-list.js';
import { DesignationStreams } from './application/designation.streams.js';
import { designationParties, listedDesignations } from './application/listed-designations.js';
import { SaidNotes } from './application/said-notes.js';
import { SeeDesignationHandler } from './application/see-designation.js';
import { TakeEffectHandler } from './application/take-effect.js';

export const designations = ({ clock, deriveId, documents, notes }: ServiceInfrastructure): Feature => ({
  controllers: [DesignationListController, DesignationViewsController, DesignationsController, DesignationReviewsController],
  providers: [
    made(DesignationFactsLookUp, [RecordedFacts, ConfirmedPersons, PrivateSpaces], (recorded, persons, spaces) => new DesignationFactsLookUp(recorded, persons, spaces, clock)),
    made(TakeEffectHandler, [CommandBus, DesignationStreams], (commands, streams) => new TakeEffectHandler(commands, streams, clock, deriveId)),
    made(DesignationList, [SeeDesignationHandler, RecordedFacts, AccessView], (...needed) =>
      new DesignationList(documents.collection(listedDesignations), documents.collection(designationParties), ...needed)),
    { provide: SaidNotes, useValue: new SaidNotes(notes) },
    ChangeDesignationHandler, SeeDesignationHandler,
  ],
});
