import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { ValidateIf, validateSync, type ValidationError } from 'class-validator';
import type { FieldError } from './problem.js';
import { refuseRequest } from './request.problems.js';

const MOST_ERRORS = 100;

/** For an optional member: it may be left out, but `null` is not the same as absent. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** What of a parameter is no class to hold it against: its own pipe, if it has one, has judged it. */
const PLAIN: readonly unknown[] = [undefined, Object, String, Number, Boolean, Array];

/** Bodies and queries are exactly what their class says; what is wrong is told by pointer, never with the value sent. */
@Injectable()
export class StrictValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'body' && value === undefined) throw refuseRequest('body-missing');
    if (type === 'query' && hasInherited(value)) throw refuseRequest('key-not-allowed');
    if (type === 'custom' || metatype === undefined || PLAIN.includes(metatype)) return value;
    const instance = plainToInstance(metatype, value) as object;
    const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, validationError: { target: false, value: false } });
    if (errors.length > 0) throw refuseRequest('validation-failed', { errors: fieldErrors(errors).slice(0, MOST_ERRORS) });
    return instance;
  }
}

/** class-validator knows the members of a class by name, and takes for known what every object inherits. */
const hasInherited = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).some((key) => key in Object.prototype);

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
