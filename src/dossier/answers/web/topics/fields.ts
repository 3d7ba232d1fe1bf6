import { applyDecorators } from '@nestjs/common';
import { IsEmail, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { WEEKDAYS } from '../../../../kernel/week-schedule.js';
import { readPhone } from '../../../../kernel/phone-number.js';

/** Every field of our pages is optional in form: what must be answered depends on the desk (Topic.check). */
export const Text = (message: string, max = 100): PropertyDecorator =>
  applyDecorators(IsOptional(), IsString({ message }), MaxLength(max, { message }));
export const Choice = (values: readonly string[], message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), IsIn(values as string[], { message }));
export const YesNo = (message: string): PropertyDecorator => Choice(['yes', 'no'], message);
export const Ticked = (): PropertyDecorator => Choice(['yes'], 'dossier.errors.box');
export const Email = (message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), IsEmail({}, { message }), MaxLength(120, { message }));
export const Phone = (message: string): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    ValidateBy(
      {
        name: 'isPhone',
        validator: { validate: (value: unknown) => typeof value === 'string' && readPhone(value) !== null },
      },
      { message },
    ),
  );
export const PostalCode = (message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^\d{5}$/, { message }));
export const WholeNumber = (message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^\d{1,3}$/, { message }));
export const Amount = (message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^\d[\d\s]{0,7}([.,]\d{1,2})?$/, { message }));
/** One of the three inputs of a date; the whole is read by readDay. */
export const DatePart = (message: string): PropertyDecorator => Text(message, 4);
/** One input of a time; the whole week is read by readWeek. */
export const TimePart = (): PropertyDecorator => Text('dossier.errors.time', 8);
/** Days of the week, one or several. */
export const Days = (message: string): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    ValidateBy(
      {
        name: 'areDays',
        validator: {
          validate: (value: unknown) => [value].flat().every((day) => (WEEKDAYS as readonly unknown[]).includes(day)),
        },
      },
      { message },
    ),
  );
