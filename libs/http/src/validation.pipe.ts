import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { ValidateIf } from 'class-validator';
import { badRequest, type FieldError } from './problem.js';

const MOST_ERRORS = 100;

/** For an optional member: it may be left out, but `null` is not the same as absent. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** Bodies and queries are exactly what their class says; what is wrong is told by pointer, never with the value sent. */
class StrictValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && value === undefined) throw badRequest('body-missing', 'A body is needed');
    if (metadata.type === 'query' && hasInherited(value)) throw badRequest('key-not-allowed', 'The query has a parameter that is never allowed');
    return (await super.transform(value, metadata)) as unknown;
  }
}

/** class-validator knows the members of a class by name, and takes for known what every object inherits. */
const hasInherited = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).some((key) => key in Object.prototype);

export const validationPipe = (): ValidationPipe =>
  new StrictValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => badRequest('validation-failed', 'The request is not as described', { errors: fieldErrors(errors).slice(0, MOST_ERRORS) }),
  });

/** The pointers and causes of class-validator's errors. */
export const fieldErrors = (errors: readonly ValidationError[], parent = ''): readonly FieldError[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if ('whitelistValidation' in constraints) return [unknownMember(property, parent, pointer)];
    return [...Object.values(constraints).map((detail) => ({ pointer, detail })), ...fieldErrors(children, pointer)];
  });

/** The name of an unknown member is the sender's text: it is repeated only when it can be nothing but a name. */
const unknownMember = (property: string, parent: string, pointer: string): FieldError =>
  /^[a-z][A-Za-z0-9_]{0,31}$/.test(property) ? { pointer, detail: 'is not known here' } : { pointer: parent, detail: 'has a member that is not known here' };
