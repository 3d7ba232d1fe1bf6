import { applyDecorators } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength, ValidateBy } from 'class-validator';

/** A line of text that may be left empty. */
export const Text = (message: string, max = 200): PropertyDecorator =>
  applyDecorators(IsOptional(), IsString({ message }), MaxLength(max, { message }));
/** One of a closed list, to be answered. */
export const OneOf = (values: readonly string[], message: string): PropertyDecorator =>
  IsIn(values as string[], { message });
/** One of a closed list, or nothing. */
export const Choice = (values: readonly string[], message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), OneOf(values, message));
/** Boxes of a closed list: one value or several; at least one unless optional. */
export const SomeOf = (values: readonly string[], message: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'someOf',
      validator: {
        validate: (value: unknown) =>
          value !== undefined && [value].flat().every((one) => values.includes(one as string)),
      },
    },
    { message },
  );

/** A button alone. */
export class EmptyForm {}
