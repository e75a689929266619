import { Injectable, type PipeTransform } from '@nestjs/common';
import { badRequest } from '#http';
import { CODE } from './body-rules.js';

/** `@Param('code', CodePipe)`: a code of the catalogue; anything else is 400 `code-not-valid`. */
@Injectable()
export class CodePipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || !CODE.test(value)) throw badRequest('code-not-valid', 'A code has letters, digits, dots, hyphens and underscores, and begins with a letter or digit');
    return value;
  }
}
