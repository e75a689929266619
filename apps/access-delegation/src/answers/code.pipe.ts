import { Injectable, type PipeTransform } from '@nestjs/common';
import { badRequest } from '#http';

/** `@Param('code', CodePipe)`: a code of the catalogue; anything else is 400 `code-not-valid`. */
@Injectable()
export class CodePipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || !/^[A-Za-z0-9_.-]{1,64}$/.test(value)) throw badRequest('code-not-valid', 'A code has letters, digits, dots, hyphens and underscores');
    return value;
  }
}
