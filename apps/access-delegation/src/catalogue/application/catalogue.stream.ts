import { Aggregate } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import type { CatalogueCommand, CatalogueEvent, CatalogueState } from '../domain/catalogue.js';

export class CatalogueStream extends Aggregate<CatalogueState, CatalogueCommand, CatalogueEvent, ActorFacts> {}
