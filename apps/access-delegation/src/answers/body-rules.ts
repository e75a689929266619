import { Matches, ValidateBy, type ValidationOptions } from 'class-validator';
import { isEnterpriseNumber, isLocalDate } from '#belgium';

/** An id as paths and bodies give it: a UUID in lower case, so that nothing has two names. */
export const IsId = (options?: ValidationOptions): PropertyDecorator =>
  Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { message: 'is not a UUID in lower case', ...options });

/** Begins with a letter or digit: never a step in a path, never a name that objects keep for themselves. */
export const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
export const IsCode = (options?: ValidationOptions): PropertyDecorator => Matches(CODE, { message: 'is not a code', ...options });

/** Of a document. It is kept in clear and published, so that it has no room for names: what is personal goes into a note, which is encrypted. */
export const IsReference = (): PropertyDecorator => Matches(/^(?=.*\d)[A-Za-z0-9][A-Za-z0-9/._-]{0,63}$/, {
  message: 'is not a reference such as 2026/041-B: up to 64 letters, digits and / . _ -, with a digit at least and no space; it is published, so it names nobody',
});

/** A date (the whole local day) or an instant; the conversion refuses days that do not exist. */
export const IsDateOrInstant = (): PropertyDecorator =>
  Matches(/^\d{4}-\d{2}-\d{2}(T[\d:.]{4,16}(Z|[+-]\d{2}:\d{2}))?$/, { message: 'is a date (YYYY-MM-DD) or an instant with Z or an offset' });

export const IsLocalDate = (): PropertyDecorator =>
  ValidateBy({ name: 'isLocalDate', validator: { validate: (value) => typeof value === 'string' && isLocalDate(value), defaultMessage: () => 'is not a day that exists (YYYY-MM-DD)' } });

export const IsEnterpriseNumber = (): PropertyDecorator =>
  ValidateBy({ name: 'isEnterpriseNumber', validator: { validate: (value) => typeof value === 'string' && isEnterpriseNumber(value), defaultMessage: () => 'is not an enterprise number (BCE)' } });

/** Surrounding spaces and Unicode forms of a name are normalised, not refused. */
export const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.normalize('NFC').trim() : value);
