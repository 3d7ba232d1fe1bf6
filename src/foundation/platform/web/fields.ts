import { applyDecorators } from '@nestjs/common';
import { IsEmail, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { groupOfCode } from '../../kernel/own-code.js';
import { isPersonName } from '../../kernel/person-name.js';
import { readPhone } from '../../kernel/phone-number.js';
import { WEEKDAYS } from '../../kernel/week-schedule.js';

/**
 * The fields of every form, one decorator each. Messages are catalogue keys. All fields but {@link OneOf} and {@link
 * SomeOf} may be left empty, because which answers are required depends on who is asked.
 */

/** A line of text. @param tooLong key for a text that is too long, where that has another sentence */
export const Text = (message: string, max = 200, tooLong = message): PropertyDecorator =>
  applyDecorators(IsOptional(), IsString({ message }), MaxLength(max, { message: tooLong }));
/** The name of a town, a workplace or a provider. */
export const Name = (message: string): PropertyDecorator => Text(message, 100);
/** Refuses signs that no name of a person has. */
export const IsPersonName = (message: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isPersonName',
      validator: { validate: (value: unknown) => typeof value !== 'string' || isPersonName(value) },
    },
    { message },
  );
/** The first name or surname of a person. @param notAName key where it has signs that no name has */
export const PersonName = (tooLong: string, notAName: string): PropertyDecorator =>
  applyDecorators(Name(tooLong), IsPersonName(notAName));
/** One value of a closed list; required. */
export const OneOf = (values: readonly string[], message: string): PropertyDecorator =>
  IsIn(values as string[], { message });
/** One value of a list of the product, or one that people added to it; required. That it is still offered is not checked. */
export const OneOfGroups = (groups: readonly string[], message: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'oneOfGroups',
      validator: { validate: (value: unknown) => typeof value === 'string' && groups.includes(groupOfCode(value)) },
    },
    { message },
  );
/** One value of a closed list, or nothing. */
export const Choice = (values: readonly string[], message: string): PropertyDecorator =>
  applyDecorators(IsOptional(), OneOf(values, message));
export const YesNo = (message: string): PropertyDecorator => Choice(['yes', 'no'], message);
/** A single checkbox. */
export const Ticked = (message: string): PropertyDecorator => Choice(['yes'], message);
/** Checkboxes of a closed list: one value or several. At least one is required unless the field is optional. */
export const SomeOf = (values: readonly string[], message: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'someOf',
      validator: {
        validate: (value: unknown) =>
          value !== undefined && [value].flat().every((chosen) => values.includes(chosen as string)),
      },
    },
    { message },
  );
/** Days of the week, one or several. */
export const Days = (message: string): PropertyDecorator => applyDecorators(IsOptional(), SomeOf(WEEKDAYS, message));
export const Email = (message: string, max = 120, tooLong = message): PropertyDecorator =>
  applyDecorators(IsOptional(), IsEmail({}, { message }), MaxLength(max, { message: tooLong }));
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
/** One of the three inputs of a date. `readDay` reads them together, also when the first one holds the whole date. */
export const DatePart = (message: string): PropertyDecorator => Text(message, 20);
/** One input of a time. `readWeek` reads the whole week. */
export const TimePart = (message: string): PropertyDecorator => Text(message, 40);

/** A form that has only a button. */
export class EmptyForm {}
