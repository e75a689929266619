import { Injectable, type PipeTransform } from '@nestjs/common';
import { problems } from '#http';
import { CODE } from './body-rules.js';

export const refuseCode = problems({
  'code-not-valid': [400, 'A code has letters, digits, dots, hyphens and underscores, and begins with a letter or digit.'],
});

/** `@Param('code', CodePipe)`: a code of the catalogue; anything else is 400 `code-not-valid`. */
@Injectable()
export class CodePipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || !CODE.test(value)) throw refuseCode('code-not-valid');
    return value;
  }
}
