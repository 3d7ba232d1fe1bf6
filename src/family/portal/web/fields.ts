import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { yesNoNames, type Questions, type YesNoName } from '../../../dossier/dossier/index.js';
import { isDay } from '../../../foundation/kernel/time.js';
import { Email, IsPersonName, OneOf, SEEN } from '../../../foundation/platform/web/index.js';

const PHONE = /^(0\d{9}|\+\d{8,15})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** One decorator for each field, so that the OpenAPI document says what is checked. Messages are catalogue keys. */
const optional = (required: boolean): PropertyDecorator[] => (required ? [] : [IsOptional()]);

export const TextField = ({
  max = 100,
  required = false,
  description,
}: { max?: number; required?: boolean; description?: string } = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, maxLength: max, required, nullable: !required, description }),
    ...optional(required),
    IsString({ message: 'portal.errors.text' }),
    Matches(SEEN, { message: 'portal.errors.text' }),
    MaxLength(max, { message: 'portal.errors.tooLong' }),
  );

/** The first name or surname of a person. */
export const PersonNameField = ({ required = false } = {}): PropertyDecorator =>
  applyDecorators(
    TextField({ required, description: 'No digit, "/", ":" or "@", and no point between two letters' }),
    IsPersonName('portal.errors.personName'),
  );

export const EmailField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'email', maxLength: 80, required: false, nullable: true }),
    Email('portal.errors.email', 80, 'portal.errors.tooLong'),
  );

export const PhoneField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: String,
      pattern: PHONE.source,
      maxLength: 16,
      required: false,
      nullable: true,
      example: '0612345678',
    }),
    IsOptional(),
    Matches(PHONE, { message: 'portal.errors.phone' }),
  );

export const DayField = ({
  required = false,
  description,
}: { required?: boolean; description?: string } = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date', maxLength: 10, required, nullable: !required, description }),
    ...optional(required),
    ValidateBy({ name: 'isDay', validator: { validate: isDay } }, { message: 'portal.errors.day' }),
  );

export const TimeField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, pattern: TIME.source, maxLength: 5, example: '08:30' }),
    Matches(TIME, { message: 'portal.errors.time' }),
  );

export const ChoiceField = (values: readonly string[], { required = false } = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ enum: values as string[], required, nullable: !required }),
    ...optional(required),
    OneOf(values, 'portal.errors.choice'),
  );

export const FlagField = ({ description }: { readonly description?: string } = {}): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: Boolean, required: false, nullable: true, ...(description ? { description } : {}) }),
    IsOptional(),
    IsBoolean({ message: 'portal.errors.flag' }),
  );

/** A part of the body with a flag for each yes/no question after those that it has. */
export function withFlags<Part extends object, Asked extends Questions>(
  part: new () => Part,
  asked: Asked,
): new () => Part & { [Name in YesNoName<Asked>]?: boolean } {
  class WithFlags extends (part as new () => object) {}
  for (const name of yesNoNames(asked)) FlagField()(WithFlags.prototype, name);
  return WithFlags as new () => Part;
}

export const CountField = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', format: 'int32', minimum: min, maximum: max, required: false, nullable: true }),
    IsOptional(),
    IsInt({ message: 'portal.errors.number' }),
    Min(min, { message: 'portal.errors.number' }),
    Max(max, { message: 'portal.errors.number' }),
  );

export const AmountField = (max: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: Number, minimum: 0, maximum: max, required: false, nullable: true }),
    IsOptional(),
    IsNumber({}, { message: 'portal.errors.number' }),
    Min(0, { message: 'portal.errors.number' }),
    Max(max, { message: 'portal.errors.number' }),
  );

export const PartField = (part: () => Class, { required = true } = {}): PropertyDecorator =>
  applyDecorators(
    // The description knows a class that is named later by a function with the name `type`, and by no other.
    ApiProperty({ type: () => part(), required, nullable: !required }),
    ...optional(required),
    IsObject({ message: 'portal.errors.object' }),
    ValidateNested({ message: 'portal.errors.object' }),
    Type(part),
  );

export const ListField = (part: () => Class, min: number, max: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: () => part(), isArray: true, minItems: min, maxItems: max }),
    IsArray({ message: 'portal.errors.list' }),
    ArrayMinSize(min, { message: 'portal.errors.listSize' }),
    ArrayMaxSize(max, { message: 'portal.errors.listSize' }),
    ValidateNested({ each: true, message: 'portal.errors.object' }),
    Type(part),
  );
