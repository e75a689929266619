import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor, CommandContext } from '#kernel';
import { Callers, Context, CurrentActor, IdPipe } from '#http';
import { ParkedKeys } from '../application/parked-keys.js';

class ParkedKeyAnswer {
  @ApiProperty() readonly topic!: string;
  @ApiProperty({ format: 'uuid', description: 'Whom or what the facts are about' }) readonly key!: string;
  @ApiProperty({ description: 'Of the fact that could not be taken' }) readonly partition!: number;
  @ApiProperty({ description: 'Of the fact that could not be taken' }) readonly offset!: number;
  @ApiProperty({ description: 'What kind of failure', examples: ['gap', 'handler-failed', 'future-schema'] }) readonly code!: string;
  @ApiProperty({ description: 'What the failure said' }) readonly reason!: string;
  @ApiProperty({ description: 'How many facts wait' }) readonly kept!: number;
}

class ReplayAnswer {
  @ApiProperty({ description: 'Facts that were taken now' }) readonly applied!: number;
  @ApiProperty({ description: 'Facts that wait on; the key then tells the new reason' }) readonly left!: number;
}

const answerFor = ({ topic, key, partition, offset, code, reason, kept }: ParkedKeyAnswer): ParkedKeyAnswer => ({ topic, key, partition, offset, code, reason, kept });

@ApiTags('operations')
@Callers('person')
@Controller('access-delegation/v1/parked-keys')
export class ParkedKeysController {
  constructor(private readonly parked: ParkedKeys) {}

  @Get()
  @ApiOperation({ summary: 'Keys whose facts wait because one of them could not be taken, for administrators' })
  @ApiOkResponse({ type: [ParkedKeyAnswer], description: 'None when all is well' })
  async list(@CurrentActor() actor: Actor): Promise<readonly ParkedKeyAnswer[]> {
    return (await this.parked.seenBy(actor)).map(answerFor);
  }

  @Post(':key/replay')
  @ApiOperation({ summary: 'Try the waiting facts of a key again, once the cause is mended' })
  @ApiCreatedResponse({ type: ReplayAnswer, description: 'Tried' })
  replay(@Param('key', IdPipe) key: string, @Context() context: CommandContext): Promise<ReplayAnswer> {
    return this.parked.replay(key, context);
  }
}
