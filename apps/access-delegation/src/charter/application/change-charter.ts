import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, LookedUp, Receipt } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { sha256 } from '../../sha256.js';
import { CHARTER_STREAM, type CharterCommand, type CharterFacts } from '../domain/charter.js';
import { CharterStream } from './charter.stream.js';

export class ChangeCharter extends Command<Receipt> {
  constructor(readonly command: CharterCommand, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(ChangeCharter)
export class ChangeCharterHandler implements ICommandHandler<ChangeCharter> {
  constructor(private readonly charter: CharterStream, private readonly recorded: RecordedFacts) {}

  execute({ command, context }: ChangeCharter): Promise<Receipt> {
    return this.charter.execute(CHARTER_STREAM, command, context, () => this.facts(context));
  }

  private async facts({ actor }: CommandContext): Promise<LookedUp<CharterFacts>> {
    const { facts, decidedOn } = await this.recorded.actor(actor, null);
    return { facts: { ...facts, sha256 }, decidedOn };
  }
}
