import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { ValidateIf, validateSync } from 'class-validator';
import { fieldErrors } from './field-errors.js';
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
    const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
    if (errors.length > 0) throw refuseRequest('validation-failed', { errors: fieldErrors(errors).slice(0, MOST_ERRORS) });
    return instance;
  }
}

/** class-validator knows the members of a class by name, and takes for known what every object inherits. */
const hasInherited = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).some((key) => key in Object.prototype);
