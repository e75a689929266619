import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Admission, type Sight, type Visit } from '../../viewing/application/admission.js';
import { csvHead, csvRow } from './trail-csv.js';
import { TrailItems } from './trail-items.js';
import { TrailPages, type TrailFilter } from './trail-pages.js';

const PAGE = 200;

/** The whole trail as the parts of a CSV file. */
export class ExportTrail extends Query<AsyncIterable<string>> {
  constructor(readonly visit: Visit, readonly filter: TrailFilter) {
    super();
  }
}

@QueryHandler(ExportTrail)
export class ExportTrailHandler implements IQueryHandler<ExportTrail> {
  constructor(private readonly admission: Admission, private readonly pages: TrailPages, private readonly items: TrailItems) {}

  async execute({ visit, filter }: ExportTrail): Promise<AsyncIterable<string>> {
    const sight = await this.admission.admit(visit, { ...filter, export: 'csv' });
    return this.parts(visit, filter, sight);
  }

  private async *parts({ owner }: Visit, filter: TrailFilter, sight: Sight): AsyncGenerator<string> {
    yield csvHead;
    for await (const { entries, upTo } of this.pages.all(owner, filter, PAGE)) {
      yield (await this.items.told(entries, upTo, sight)).map(csvRow).join('');
    }
  }
}
