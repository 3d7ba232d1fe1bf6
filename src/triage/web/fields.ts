import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Min } from 'class-validator';
import { WEEKDAYS } from '../../kernel/week-schedule.js';
import { SomeOf, Text } from '../../platform/web/index.js';

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
