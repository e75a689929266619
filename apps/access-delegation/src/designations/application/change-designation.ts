import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '#kernel';
import { designationStream, type DesignationCommand } from '../domain/designations.js';
import { DesignationFactsLookUp } from './designation-facts.look-up.js';
import { DesignationStreams } from './designation.streams.js';

export class ChangeDesignation extends Command<Receipt> {
  constructor(readonly designationId: string, readonly command: DesignationCommand, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(ChangeDesignation)
export class ChangeDesignationHandler implements ICommandHandler<ChangeDesignation> {
  constructor(private readonly designations: DesignationStreams, private readonly facts: DesignationFactsLookUp) {}

  execute({ designationId, command, context }: ChangeDesignation): Promise<Receipt> {
    return this.designations.execute(designationStream(designationId), command, context, (state) => this.facts.about(command, context.actor, state));
  }
}
