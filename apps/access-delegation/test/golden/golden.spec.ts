import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { contractOf, ownsTopic } from '#contracts';
import type { StoredEvent } from '#kernel';
import { toFact, toMessage } from '#messaging';
import { authorityCatalogue } from '../../src/authorities/domain/authority.catalogue.js';
import { catalogueEvents } from '../../src/catalogue/domain/catalogue.catalogue.js';
import { charterEvents } from '../../src/charter/domain/charter.catalogue.js';
import { designationEvents } from '../../src/designations/domain/designations.catalogue.js';
import { isPublished, published } from '../../src/publishing/publications.js';
import { reservationEvents } from '../../src/reservations/domain/reservations.catalogue.js';
import { staffEvents } from '../../src/staff/domain/staff.catalogue.js';
import { withdrawalEvents } from '../../src/withdrawals/domain/withdrawals.catalogue.js';

const catalogues = [authorityCatalogue, catalogueEvents, charterEvents, designationEvents, reservationEvents, staffEvents, withdrawalEvents];
const entries = catalogues.flatMap((catalogue) => Object.entries(catalogue.entries));
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json')).sort();
/** An event as some release wrote it. Such a file is never changed: stores are full of events that look like it. */
const stored = (file: string): StoredEvent => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as StoredEvent;

describe('events that were ever stored', () => {
  it('are kept here, one of each type and version, and nothing else', () => {
    const known = entries.flatMap(([type, { version }]) => Array.from({ length: version }, (_, before) => `${type}.v${String(before + 1)}.json`));
    expect(files).toEqual(known.sort());
  });

  it.each(files)('%s is what its name says, and is read in the latest shape', (file) => {
    const event = stored(file);
    expect(`${event.type}.v${String(event.metadata.schemaVersion)}.json`).toBe(file);
    const readers = catalogues.filter((catalogue) => catalogue.knows(event.type));
    expect(readers.map((catalogue) => catalogue.decode(event).type)).toEqual([event.type]);
  });

  it.each(files.filter((file) => isPublished(stored(file))))('%s is published under a contract that its data keep', (file) => {
    const fact = published(stored(file));
    const { topic, contract } = contractOf(fact.type) ?? {};
    expect(topic && ownsTopic(fact.source, topic)).toBe(true);
    expect([...(contract?.validator.Errors(fact.data) ?? ['no contract'])]).toEqual([]);
    expect(toFact(toMessage(fact, 'http://localhost:3000'))).toMatchObject({ type: fact.type, data: fact.data, recorded: fact.recorded });
    const additional = Object.keys(fact.data as object).filter((field) => !Object.hasOwn((contract?.schema as { properties?: object }).properties ?? {}, field));
    expect(additional).toEqual([]);
  });

  it('that are private are reservations only', () => {
    expect(files.filter((file) => !isPublished(stored(file)))).toEqual(['Released.v1.json', 'Reserved.v1.json']);
  });
});
