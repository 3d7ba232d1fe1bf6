import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min, ValidateBy } from 'class-validator';
import { WEEKDAYS } from '../../kernel/week-schedule.js';

/** A line of text that may be left empty. */
export const Text = (message: string, max = 200): PropertyDecorator => applyDecorators(IsOptional(), IsString({ message }), MaxLength(max, { message }));
/** One of a closed list, to be answered. */
export const OneOf = (values: readonly string[], message: string): PropertyDecorator => IsIn(values as string[], { message });
/** One of a closed list, or nothing. */
export const Choice = (values: readonly string[], message: string): PropertyDecorator => applyDecorators(IsOptional(), OneOf(values, message));
/** Boxes of a closed list: one value or several; at least one unless optional. */
export const SomeOf = (values: readonly string[], message: string): PropertyDecorator =>
  ValidateBy({
    name: 'someOf', validator: { validate: (value: unknown) => value !== undefined && [value].flat().every((one) => values.includes(one as string)) },
  }, { message });
export const Days = (): PropertyDecorator => applyDecorators(IsOptional(), SomeOf(WEEKDAYS, 'triage.errors.days'));

/** A form about one request: the version the person saw. */
export class VersionedForm {
  @Type(() => Number)
  @IsInt({ message: 'triage.errors.version' })
  @Min(1, { message: 'triage.errors.version' })
  version: number;
}

/** A week as `weekSchedule` sends it; read by readWeek. */
export class WeekForm extends VersionedForm {
  @Text('triage.errors.time', 8) commonStart?: string;
  @Text('triage.errors.time', 8) commonEnd?: string;
  @Days() days?: string | string[];
  @Text('triage.errors.time', 8) monStart?: string;
  @Text('triage.errors.time', 8) monEnd?: string;
  @Text('triage.errors.time', 8) tueStart?: string;
  @Text('triage.errors.time', 8) tueEnd?: string;
  @Text('triage.errors.time', 8) wedStart?: string;
  @Text('triage.errors.time', 8) wedEnd?: string;
  @Text('triage.errors.time', 8) thuStart?: string;
  @Text('triage.errors.time', 8) thuEnd?: string;
  @Text('triage.errors.time', 8) friStart?: string;
  @Text('triage.errors.time', 8) friEnd?: string;
  @Text('triage.errors.time', 8) satStart?: string;
  @Text('triage.errors.time', 8) satEnd?: string;
  @Text('triage.errors.time', 8) sunStart?: string;
  @Text('triage.errors.time', 8) sunEnd?: string;
}

export const listed = (value: string | string[] | undefined): string[] => [value ?? []].flat();
