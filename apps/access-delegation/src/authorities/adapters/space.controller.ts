import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { answering, Callers, CurrentActor, ETAG, IdPipe, TicketQuery } from '#http';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { SeePrivateSpace, type SeenSpace } from '../application/see-private-space.js';
import { AuthorityView, GrantView, MandateView, MemberView, OfficeHolderView } from './space.answers.js';
import { authorityView, grantViews, mandateViews, memberViews, officeHolderViews } from './space.views.js';

@ApiTags('authorities')
@Callers('person')
@Controller('access-delegation/v1/authorities/:authorityId')
export class SpaceController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'An authority with what is to be watched' })
  @ApiOkResponse({ type: AuthorityView, description: 'Its details', headers: ETAG })
  async authority(
    @Param('authorityId', IdPipe) id: string, @Query() query: TicketQuery, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityView> {
    const view = authorityView(await this.see(id, actor, query));
    if (!view) throw refuseStanding('not-found');
    answering(reply, view);
    return view;
  }

  @Get('office-holders')
  @ApiOperation({ summary: 'Who signs for the authority' })
  @ApiOkResponse({ type: [OfficeHolderView], description: 'Recorded signatories' })
  async officeHolders(@Param('authorityId', IdPipe) id: string, @Query() query: TicketQuery, @CurrentActor() actor: Actor): Promise<readonly OfficeHolderView[]> {
    return officeHolderViews(await this.see(id, actor, query));
  }

  @Get('mandates')
  @ApiOperation({ summary: 'Who manages access here' })
  @ApiOkResponse({ type: [MandateView], description: 'Mandates; members see those that are active and their own' })
  async mandates(@Param('authorityId', IdPipe) id: string, @Query() query: TicketQuery, @CurrentActor() actor: Actor): Promise<readonly MandateView[]> {
    return mandateViews(await this.see(id, actor, query));
  }

  @Get('members')
  @ApiOperation({ summary: 'The members of the authority' })
  @ApiOkResponse({ type: [MemberView], description: 'All members; a member sees himself' })
  async members(@Param('authorityId', IdPipe) id: string, @Query() query: TicketQuery, @CurrentActor() actor: Actor): Promise<readonly MemberView[]> {
    return memberViews(await this.see(id, actor, query));
  }

  @Get('members/:memberId')
  @ApiOperation({ summary: 'One member' })
  @ApiOkResponse({ type: MemberView, description: 'The member', headers: ETAG })
  async member(
    @Param('authorityId', IdPipe) id: string, @Param('memberId', IdPipe) memberId: string, @Query() query: TicketQuery, @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MemberView> {
    const view = this.memberIn(await this.see(id, actor, query), memberId);
    answering(reply, view);
    return view;
  }

  @Get('members/:memberId/grants')
  @ApiOperation({ summary: 'What a member holds and held' })
  @ApiOkResponse({ type: [GrantView], description: 'Grants; the ETag is that of the whole access. Staff of the Region with some subjects only see grants of these', headers: ETAG })
  async grants(
    @Param('authorityId', IdPipe) id: string, @Param('memberId', IdPipe) memberId: string, @Query() query: TicketQuery, @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly GrantView[]> {
    const space = await this.see(id, actor, query);
    answering(reply, { version: this.memberIn(space, memberId).accessVersion });
    return grantViews(space, memberId);
  }

  private see(authorityId: string, actor: Actor, { ticket }: TicketQuery): Promise<SeenSpace> {
    return this.queries.execute(new SeePrivateSpace(authorityId, actor, ticket));
  }

  private memberIn(space: SeenSpace, memberId: string): MemberView {
    const view = memberViews(space).find((member) => member.memberId === memberId);
    if (!view) throw refuseStanding('not-found');
    return view;
  }
}
