import { Injectable, type PipeTransform } from '@nestjs/common';
import { refuseRequest } from './request.problems.js';

/** What the document of an API says of an id. */
export const ID = { format: 'uuid', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' } as const;

/** True for a UUID in lower case: the only form in which an id names anything, so that nothing has two names. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);

/** `@Param('memberId', IdPipe)`: anything else is 400 `id-not-valid`. */
@Injectable()
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isId(value)) throw refuseRequest('id-not-valid');
    return value;
  }
}
