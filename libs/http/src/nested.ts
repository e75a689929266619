import { applyDecorators, type Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';

/** A member that is one object of this class. ValidateNested alone takes a list, or nothing at all. */
export const Nested = (of: () => Class): PropertyDecorator => applyDecorators(IsObject(), ValidateNested(), Type(of));

/** A member that is a list of at most `most` objects of this class. */
export const NestedList = (of: () => Class, most: number): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(most), IsObject({ each: true }), ValidateNested({ each: true }), Type(of));
