import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type Clock, type CommandContext, type DeriveId } from '#kernel';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import type { StartMandate } from '../../authorities/domain/mandates.js';
import { designeeOf, readyForEffect, type Designation } from '../domain/designation-state.js';
import { designationStream } from '../domain/designations.js';
import { ChangeDesignation } from './change-designation.js';
import { DesignationStreams } from './designation.streams.js';

/** Starts the mandate that a designation asks for, once it is approved, accepted and its time has come. */
export class TakeEffect extends Command<void> {
  constructor(readonly designationId: string, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(TakeEffect)
export class TakeEffectHandler implements ICommandHandler<TakeEffect> {
  constructor(private readonly commands: CommandBus, private readonly designations: DesignationStreams, private readonly clock: Clock, private readonly deriveId: DeriveId) {}

  async execute({ designationId, context }: TakeEffect): Promise<void> {
    const { state } = await this.designations.load(designationStream(designationId));
    if (!state || !readyForEffect(state) || state.content.from > this.clock.now()) return;
    const mandateId = this.deriveId(designationId, 'mandate');
    const outcome = await this.startMandate(state, mandateId, this.own(context, 'start'));
    const command = outcome === undefined ? { type: 'RecordEffect', data: { mandateId } } as const : { type: 'RecordNoEffect', data: { code: outcome } } as const;
    await this.commands.execute(new ChangeDesignation(designationId, command, this.own(context, 'record')));
  }

  /** The code of a refusal, which is final; undefined when the mandate has started. */
  private async startMandate(designation: Designation, mandateId: string, context: CommandContext): Promise<string | undefined> {
    try {
      await this.commands.execute(new ChangeAuthority(designation.content.authorityId, this.mandateOf(designation, mandateId), context));
      return undefined;
    } catch (error) {
      if (isRefusal(error)) return error.code;
      throw error;
    }
  }

  private mandateOf(designation: Designation, mandateId: string): StartMandate {
    const { designationId, memberId, kind, from, until, signatories, function: functionHere } = designation.content;
    // Who signed by delegation does not hold the office for which he signed.
    const officeHolders = signatories.filter(({ personId, byDelegation }) => !byDelegation && designation.verified.includes(personId))
      .map(({ personId, capacity }) => ({ officeHolderId: this.deriveId(designationId, `office/${personId}/${capacity}`), personId, capacity }));
    return {
      type: 'StartMandate',
      data: {
        mandateId, designationId, kind, from, until, officeHolders, function: functionHere, personId: designeeOf(designation),
        memberId: this.deriveId(designationId, 'member'), ...(memberId === null ? {} : { memberNamed: memberId }), charterVersion: designation.acceptance?.charterVersion ?? 0,
      },
    };
  }

  private own(context: CommandContext, step: string): CommandContext {
    return { ...context, commandId: this.deriveId(context.commandId, step) };
  }
}
