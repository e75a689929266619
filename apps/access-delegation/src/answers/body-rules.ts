import { Matches, ValidateBy, type ValidationOptions } from 'class-validator';
import { isEnterpriseNumber } from '#belgium';

/** An id as paths and bodies give it: a UUID in lower case, so that nothing has two names. */
export const IsId = (options?: ValidationOptions): PropertyDecorator =>
  Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { message: 'is not a UUID in lower case', ...options });

export const IsCode = (options?: ValidationOptions): PropertyDecorator => Matches(/^[A-Za-z0-9_.-]{1,64}$/, { message: 'is not a code', ...options });

/** A date (the whole local day) or an instant; the conversion refuses days that do not exist. */
export const IsDateOrInstant = (): PropertyDecorator =>
  Matches(/^\d{4}-\d{2}-\d{2}(T[\d:.]{4,16}(Z|[+-]\d{2}:\d{2}))?$/, { message: 'is a date (YYYY-MM-DD) or an instant with Z or an offset' });

export const IsEnterpriseNumber = (): PropertyDecorator =>
  ValidateBy({ name: 'isEnterpriseNumber', validator: { validate: (value) => typeof value === 'string' && isEnterpriseNumber(value), defaultMessage: () => 'is not an enterprise number (BCE)' } });

/** Surrounding spaces and Unicode forms of a name are normalised, not refused. */
export const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.normalize('NFC').trim() : value);
