import type { CommandBus } from '@nestjs/cqrs';
import { canonicalHash, deriveId, type Language } from '#http';
import type { CatalogueStream } from '../catalogue/application/catalogue.stream.js';
import { ChangeCatalogue } from '../catalogue/application/change-catalogue.js';
import { CATALOGUE_STREAM, type CatalogueCommand } from '../catalogue/domain/catalogue.js';
import { catalogueEntries } from './catalogue-file.js';
import { IMPORT, operatorContext, refusalIn } from './operator-commands.js';

export type RefusedEntry = { readonly at: string; readonly why: string };
export type CatalogueReport = { readonly published: number; readonly unchanged: number; readonly refused: readonly RefusedEntry[] };

/** Publishes what is new or different; what the file does not name stays as it is. Again is harmless. @throws FileRefused */
export const importCatalogue = async (file: string, commands: CommandBus, catalogue: CatalogueStream, language: Language = 'en'): Promise<CatalogueReport> => {
  const counts = { published: 0, unchanged: 0 };
  const refused: RefusedEntry[] = [];
  for (const entry of await catalogueEntries(file)) {
    const why = 'refused' in entry ? entry.refused[language] : await publish(entry.command, commands, catalogue, language, counts);
    if (why !== undefined) refused.push({ at: entry.at, why });
  }
  return { ...counts, refused };
};

/** Why not, if not. */
const publish = async (
  command: CatalogueCommand, commands: CommandBus, catalogue: CatalogueStream, language: Language, counts: { published: number; unchanged: number },
): Promise<string | undefined> => {
  const { version } = await catalogue.load(CATALOGUE_STREAM);
  const id = deriveId(IMPORT, `catalogue ${String(version)} ${canonicalHash(command)}`);
  try {
    const receipt = await commands.execute(new ChangeCatalogue(command, operatorContext(id, command)));
    counts[receipt.version > version ? 'published' : 'unchanged'] += 1;
    return undefined;
  } catch (error) {
    const refusal = refusalIn(error, language);
    if (!refusal) throw error;
    return `${refusal.code}: ${refusal.why}`;
  }
};
