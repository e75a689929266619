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
import type { GrantCommand, GrantLine } from '../domain/grants.js';
import { cellOf } from './access-cells.js';
import { bulkPreview, BulkPreviewAnswer, byLine } from './bulk.answer.js';
import { DifferenceAnswer, differenceIn, receiptOrDifference } from './difference.answer.js';
import { BulkBody, DryRunQuery, ReplaceAccessBody, type BulkLineBody } from './grant.bodies.js';
import { guarded } from './guarded.js';

/** A cell may be added for each that is copied. */
const MOST_COPIED = 200;

@ApiTags('grants')
@Callers('person')
@Controller('access-delegation/v1/authorities/:authorityId')
export class WholeAccessController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Put('members/:memberId/access')
  @ApiOperation({ summary: 'Replace the whole access of a member in one step; `dryRun=true` answers the difference only' })
  @ApiExtraModels(ReceiptAnswer, DifferenceAnswer)
  @ApiOkResponse({ schema: receiptOrDifference, description: 'Replaced; or, with dryRun, the difference' })
  async replace(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: ReplaceAccessBody, @Query() { dryRun }: DryRunQuery,
    @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer | DifferenceAnswer> {
    const { copyFrom, delegationReference } = body;
    const grantIds = Array.from({ length: body.access.length + (copyFrom === undefined ? 0 : MOST_COPIED) }, (_, index) => newId(context, `grant/${String(index)}`));
    const command: GrantCommand = {
      type: 'ReplaceAccess',
      data: {
        memberId, desired: body.access.map(cellOf), grantIds, ...(copyFrom === undefined ? {} : { copyFrom }), ...(delegationReference === undefined ? {} : { delegationReference }),
        ...guarded(body, ifMatch),
      },
    };
    if (dryRun === 'true') return differenceIn(await this.queries.execute(new PreviewChange(authorityId, command, context)));
    return receiptFor(memberId, await this.commands.execute(new ChangeAuthority(authorityId, command, because(context, body))));
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
  @ApiOperation({ summary: 'Undo a batch within 24 hours' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Undone' })
  async undo(@Param('authorityId', IdPipe) authorityId: string, @Param('batchId', IdPipe) batchId: string, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(batchId, await this.commands.execute(new ChangeAuthority(authorityId, { type: 'UndoBulk', data: { batchId } }, context)));
  }
}

const lineOf = (line: BulkLineBody, grantId: string): GrantLine => ({
  grantId, memberId: line.memberId, ...cellOf(line), ...(line.renews === undefined ? {} : { renews: line.renews })
});
