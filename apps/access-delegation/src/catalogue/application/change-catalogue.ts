import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { CATALOGUE_STREAM, type CatalogueCommand } from '../domain/catalogue.js';
import { CatalogueStream } from './catalogue.stream.js';

export class ChangeCatalogue extends Command<Receipt> {
  constructor(readonly command: CatalogueCommand, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(ChangeCatalogue)
export class ChangeCatalogueHandler implements ICommandHandler<ChangeCatalogue> {
  constructor(private readonly catalogue: CatalogueStream, private readonly recorded: RecordedFacts) {}

  execute({ command, context }: ChangeCatalogue): Promise<Receipt> {
    return this.catalogue.execute(CATALOGUE_STREAM, command, context, () => this.recorded.actor(context.actor, null));
  }
}
