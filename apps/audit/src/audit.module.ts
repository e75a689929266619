import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ConsistencyTokens, LARGEST } from '#contracts';
import { Clock } from '#kernel';
import { Cursors } from '#http';
import { together, type Service, type ServiceInfrastructure, type Work } from '#hosting';
import { Consultations } from './consultations/application/consultations.js';
import { Ledger } from './ledger/application/ledger.js';
import { LedgerOffsets } from './ledger/application/ledger-offsets.js';
import { AuthorityTrailController } from './trails/adapters/authority-trail.controller.js';
import { PersonTrailsController } from './trails/adapters/person-trails.controller.js';
import { RegionTrailController } from './trails/adapters/region-trail.controller.js';
import { TrailDesk } from './trails/adapters/trail-desk.js';
import { AccessAtHandler } from './trails/application/access-at.js';
import { ExportTrailHandler } from './trails/application/export-trail.js';
import { ReadTrailHandler } from './trails/application/read-trail.js';
import { ToldSoFar } from './trails/application/told-so-far.js';
import { TrailDocuments } from './trails/application/trail-documents.js';
import { TrailItems } from './trails/application/trail-items.js';
import { TrailPages } from './trails/application/trail-pages.js';
import { trailWork } from './trails/application/trail-work.js';
import { AccessView } from './viewing/application/access-view.js';
import { Admission } from './viewing/application/admission.js';
import { refusalTitles } from './viewing/refusal.titles.js';

/** In the order they are started. */
class AuditWork {
  constructor(readonly all: readonly Work[]) {}
}

@Module({})
export class AuditModule {
  static with(infrastructure: ServiceInfrastructure): DynamicModule {
    const { store, documents, messaging, notes, clock, deriveId, consistency, cursorKey, logger, oneAtATime } = infrastructure;
    const trail = new TrailDocuments(documents);
    const access = new AccessView(messaging, clock);
    const ledger = () => new Ledger({
      store, messaging, deriveId, offsets: new LedgerOffsets(store, documents),
      onFailure: (error) => { logger.error({ err: error }, 'the ledger failed'); },
    });
    const telling = { ...oneAtATime('ledger', () => together('ledger', [ledger(), trailWork(infrastructure, trail)])), answersRestOnIt: true };
    return {
      module: AuditModule,
      imports: [CqrsModule.forRoot()],
      controllers: [AuthorityTrailController, PersonTrailsController, RegionTrailController],
      providers: [
        TrailDesk, ReadTrailHandler, ExportTrailHandler, AccessAtHandler,
        { provide: Clock, useValue: clock },
        { provide: ConsistencyTokens, useValue: consistency },
        { provide: Cursors, useValue: new Cursors(cursorKey, clock) },
        { provide: TrailDocuments, useValue: trail },
        { provide: TrailPages, useValue: new TrailPages(trail.entries) },
        { provide: TrailItems, useValue: new TrailItems(trail.entries, notes, trail.titles) },
        { provide: Admission, useValue: new Admission(access, new ToldSoFar(infrastructure, trail), new Consultations(store, clock), [telling]) },
        { provide: AuditWork, useValue: new AuditWork([telling, access]) },
      ],
    };
  }
}

/** Keeps every fact of the Guichet as received and tells it back to those whom it concerns. */
export const audit: Service = {
  name: 'audit',
  // An event of another service is kept as text inside one of the ledger's.
  needs: { maxEventBytes: LARGEST.ledgerEntry },
  api: { title: 'Audit', description: 'The access history of local authorities, of persons and of those who act, in words and with its evidence.', version: '1' },
  titles: refusalTitles,
  module: (infrastructure) => AuditModule.with(infrastructure),
  work: (app) => app.get(AuditWork).all,
};
export { rebuildTrail } from './trails/application/rebuild-trail.js';
