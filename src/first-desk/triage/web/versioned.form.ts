import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import { Days, TimePart } from '../../../foundation/platform/web/index.js';

/** A form about one request, with the version that the person saw. */
export class VersionedForm {
  @Type(() => Number)
  @IsInt({ message: 'triage.errors.version' })
  @Min(1, { message: 'triage.errors.version' })
  version: number;
}

/** A week in the fields of `weekSchedule`; readWeek reads it. */
export class WeekForm extends VersionedForm {
  @TimePart('triage.errors.time') commonStart?: string;
  @TimePart('triage.errors.time') commonEnd?: string;
  @Days('triage.errors.days') days?: string | string[];
  @TimePart('triage.errors.time') monStart?: string;
  @TimePart('triage.errors.time') monEnd?: string;
  @TimePart('triage.errors.time') tueStart?: string;
  @TimePart('triage.errors.time') tueEnd?: string;
  @TimePart('triage.errors.time') wedStart?: string;
  @TimePart('triage.errors.time') wedEnd?: string;
  @TimePart('triage.errors.time') thuStart?: string;
  @TimePart('triage.errors.time') thuEnd?: string;
  @TimePart('triage.errors.time') friStart?: string;
  @TimePart('triage.errors.time') friEnd?: string;
  @TimePart('triage.errors.time') satStart?: string;
  @TimePart('triage.errors.time') satEnd?: string;
  @TimePart('triage.errors.time') sunStart?: string;
  @TimePart('triage.errors.time') sunEnd?: string;
}

export const listed = (value: string | string[] | undefined): string[] => [value ?? []].flat();
