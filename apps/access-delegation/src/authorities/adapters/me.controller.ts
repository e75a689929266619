import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { Callers, ConsistencyToken, CurrentActor } from '#http';
import { Readiness } from '../../consequences/application/readiness.js';
import { SeeMyself, type SeenMyself } from '../application/see-myself.js';
import { MeView, type OwnAuthorityView } from './me.answers.js';
import { authorityView, grantViews, mandateViews, memberViews, officeHolderViews } from './space.views.js';

@ApiTags('me')
@Callers('person')
@Controller('access-delegation/v1/me')
export class MeController {
  constructor(private readonly queries: QueryBus, private readonly readiness: Readiness) {}

  @Get()
  @ApiOperation({ summary: 'What one is, holds, may do and manages, in every authority; and who manages there' })
  @ApiOkResponse({ type: MeView, description: 'One’s own standing; nothing about others but the managers' })
  async me(@CurrentActor() actor: Actor, @ConsistencyToken() token: string | undefined): Promise<MeView> {
    await this.readiness.ofLists(token);
    return meView(actor.id, await this.queries.execute(new SeeMyself(actor)));
  }
}

const NOTHING = { offices: [], memberships: [], grants: [], may: [], mandates: [], charterToAccept: null } as const;

const meView = (personId: string, { accessSuspended, spaces, holdings, charterVersion }: SeenMyself): MeView => ({
  personId, accessSuspended,
  authorities: spaces.flatMap((space): readonly OwnAuthorityView[] => {
    const authority = authorityView(space);
    if (!authority) return [];
    const { authorityId, name, type, status } = authority;
    const mandates = mandateViews(space);
    const managers = mandates.filter(({ active }) => active).map((mandate) => ({ personId: mandate.personId, kind: mandate.kind }));
    const itself = { authorityId, name, type, status, managers, accessSuspended: space.accessSuspended };
    if (space.accessSuspended) return [{ ...itself, ...NOTHING }];
    const memberships = memberViews(space);
    const own = mandates.filter((mandate) => mandate.personId === personId);
    return [{
      ...itself, memberships, offices: officeHolderViews(space).map(({ capacity }) => capacity),
      grants: memberships.flatMap(({ memberId }) => grantViews(space, memberId)),
      may: holdings.find((held) => held.authorityId === authorityId)?.categories ?? [],
      mandates: own,
      charterToAccept: own.some(({ standing, charterVersion: accepted }) => standing !== 'OVER' && accepted !== charterVersion) ? charterVersion : null,
    }];
  }),
});
