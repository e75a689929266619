import { Injectable } from '@nestjs/common';
import { IdPipe } from '#http';
import { COMMAND_LINE } from '../../viewing/domain/viewers.js';

/** `@Param('actorId', ActorIdPipe)`: a person's id, or the operator's name. */
@Injectable()
export class ActorIdPipe extends IdPipe {
  override transform(value: unknown): string {
    return value === COMMAND_LINE ? COMMAND_LINE : super.transform(value);
  }
}
