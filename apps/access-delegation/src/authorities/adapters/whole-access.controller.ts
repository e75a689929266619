import { Body, Controller, Delete, Param, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, IfMatch, languageFor, newId } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeAuthority } from '../application/change-authority.js';
import { PreviewBulk } from '../application/preview-bulk.js';
import { PreviewChange } from '../application/preview-change.js';
import { PreviewUndo } from '../application/preview-undo.js';
import type { GrantCommand, GrantLine, UndoBulk } from '../domain/grants.js';
import { cellOf } from './access-cells.js';
import { bulkPreview, BulkPreviewAnswer, byLine } from './bulk.answer.js';
import { DifferenceAnswer, differenceIn, receiptOrDifference, ReplacedAnswer } from './difference.answer.js';
import { BulkBody, DryRunQuery, ReplaceAccessBody, type BulkLineBody } from './grant.bodies.js';
import { guarded } from './guarded.js';
import { undone, UndoneAnswer, undoneOrPreview, undoPreview, UndoPreviewAnswer } from './undo.answer.js';

/** A cell may be added for each that is copied. */
const MOST_COPIED = 200;
/** As many as one replacement may take back and still be undone as a whole. */
const MOST_RESTORED = 700;

@ApiTags('grants')
@Callers('person')
@Controller('access-delegation/v1/authorities/:authorityId')
export class WholeAccessController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Put('members/:memberId/access')
  @ApiOperation({ summary: 'Replace the whole access of a member in one step; `dryRun=true` answers the difference only. It is one batch, which may be undone within 24 hours' })
  @ApiExtraModels(ReplacedAnswer, DifferenceAnswer)
  @ApiOkResponse({ schema: receiptOrDifference, description: 'Replaced; or, with dryRun, the difference' })
  async replace(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: ReplaceAccessBody, @Query() { dryRun }: DryRunQuery,
    @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReplacedAnswer | DifferenceAnswer> {
    const batchId = newId(context, 'batch');
    const { copyFrom, delegationReference } = body;
    const grantIds = Array.from({ length: body.access.length + (copyFrom === undefined ? 0 : MOST_COPIED) }, (_, index) => newId(context, `grant/${String(index)}`));
    const command: GrantCommand = {
      type: 'ReplaceAccess',
      data: {
        batchId, memberId, desired: body.access.map(cellOf), grantIds, ...(copyFrom === undefined ? {} : { copyFrom }), ...(delegationReference === undefined ? {} : { delegationReference }),
        ...guarded(body, ifMatch),
      },
    };
    if (dryRun === 'true') return differenceIn(await this.queries.execute(new PreviewChange(authorityId, command, context)));
    return { id: memberId, batchId, ...await this.commands.execute(new ChangeAuthority(authorityId, command, because(context, body))) };
  }

  @Post('bulk-access')
  @ApiOperation({ summary: 'Grant up to 500 lines at once, all or none; `dryRun=true` says of each line what would become of it' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Granted' })
  @ApiOkResponse({ type: BulkPreviewAnswer, description: 'With dryRun: what would become of each line' })
  async grantInBulk(
    @Param('authorityId', IdPipe) authorityId: string, @Body() body: BulkBody, @Query() { dryRun }: DryRunQuery, @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReceiptAnswer | BulkPreviewAnswer> {
    const batchId = newId(context, 'batch');
    const lines = body.lines.map((line, index) => lineOf(line, newId(context, `grant/${String(index)}`)));
    const command = { type: 'GrantInBulk', data: { batchId, lines, ...guarded(body) } } as const;
    if (dryRun === 'true') {
      void reply.status(200);
      return bulkPreview(await this.queries.execute(new PreviewBulk(authorityId, command, context.actor)), languageFor(reply));
    }
    try {
      return receiptFor(batchId, await this.commands.execute(new ChangeAuthority(authorityId, command, because(context, body))));
    } catch (error) {
      throw byLine(error);
    }
  }

  @Delete('bulk-access/:batchId')
  @ApiOperation({
    summary: 'Undo a batch, or the replacement of an access, within 24 hours; `dryRun=true` says what would be revoked, granted again and not granted again',
    description: 'What it granted is revoked. What it revoked is granted again, as new grants with the same role, categories and conditions for the rest of their period, as far as they would be permitted now; the answer lists those that would not.',
  })
  @ApiExtraModels(UndoneAnswer, UndoPreviewAnswer)
  @ApiOkResponse({ schema: undoneOrPreview, description: 'Undone; or, with dryRun, what undoing would do' })
  async undo(
    @Param('authorityId', IdPipe) authorityId: string, @Param('batchId', IdPipe) batchId: string, @Query() { dryRun }: DryRunQuery, @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UndoneAnswer | UndoPreviewAnswer> {
    const grantIds = Array.from({ length: MOST_RESTORED }, (_, index) => newId(context, `grant/${String(index)}`));
    const command: UndoBulk = { type: 'UndoBulk', data: { batchId, grantIds } };
    if (dryRun === 'true') return undoPreview(await this.queries.execute(new PreviewUndo(authorityId, command, context.actor)), languageFor(reply));
    const receipt = await this.commands.execute(new ChangeAuthority(authorityId, command, context));
    return undone(batchId, receipt, await this.queries.execute(new PreviewUndo(authorityId, command, context.actor, true)), languageFor(reply));
  }
}

const lineOf = (line: BulkLineBody, grantId: string): GrantLine => ({
  grantId, memberId: line.memberId, ...cellOf(line), ...(line.renews === undefined ? {} : { renews: line.renews })
});
