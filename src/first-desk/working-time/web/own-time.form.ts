import { IsArray, IsString } from 'class-validator';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { DatePart, OneOf, WholeNumber, type FieldError } from '../../../foundation/platform/web/index.js';
import { readDuration } from '../domain/duration.js';
import type { SpentTime } from '../domain/working-week.js';

/** Days of a week that the page shows: from Monday to Friday, or to Sunday. */
export const SHOWN_DAYS = ['5', '7'] as const;

/** One mission for each row, and one duration for each of its days, row after row. */
export class OwnWeekForm {
  @DatePart('workingTime.errors.week') monday: string;
  /** The version of the week that the person saw. */
  @WholeNumber('workingTime.errors.week') version: string;
  @OneOf(SHOWN_DAYS, 'workingTime.errors.week') days: string;

  @IsArray({ message: 'workingTime.errors.week' })
  @IsString({ each: true, message: 'workingTime.errors.week' })
  'mission[]': string[];

  @IsArray({ message: 'workingTime.errors.week' })
  @IsString({ each: true, message: 'workingTime.errors.week' })
  'hours[]': string[];
}

/** What was typed in each field, by {@link fieldId}. */
export type TypedHours = ReadonlyMap<string, string>;

/** The id of the field of a mission on the nth day of the week. A mark of codes that were added cannot stand in an id. */
export const fieldId = (mission: string, index: number): string => `hours-${mission.replace('~', '-')}-${index}`;

/** What was typed, field by field; empty where rows and fields do not fit together. */
export function typedHours(values: Record<string, unknown>): TypedHours {
  const { missions, hours, days } = partsOf(values);
  return new Map(
    missions.length * days === hours.length
      ? hours.map((text, at) => [fieldId(missions[Math.floor(at / days)]!, at % days), text] as const)
      : [],
  );
}

/**
 * Reads the durations of a week. Each that cannot be read is an error at its own field.
 * @param known the missions that may be on the page
 */
export function readHours(
  { t, weekday }: Translator,
  values: Record<string, unknown>,
  week: readonly Day[],
  known: readonly string[],
): { times: SpentTime[]; errors: FieldError[] } {
  const { missions, hours, days } = partsOf(values);
  const isOurs =
    missions.length * days === hours.length &&
    new Set(missions).size === missions.length &&
    missions.every((mission) => known.includes(mission));
  if (!isOurs) return { times: [], errors: [{ field: 'hours', message: 'workingTime.errors.week' }] };
  const [times, errors]: [SpentTime[], FieldError[]] = [[], []];
  for (const [at, text] of hours.entries()) {
    const [mission, index] = [missions[Math.floor(at / days)]!, at % days];
    const minutes = readDuration(text);
    if (minutes === 'invalid')
      errors.push({
        field: fieldId(mission, index),
        message: 'workingTime.errors.duration',
        args: { mission: t(`workingTime.mission.${mission}`), day: weekday(WEEK[index]!) },
      });
    else if (minutes !== null) times.push({ day: week[index]!, mission, minutes });
  }
  return { times, errors };
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function partsOf(values: Record<string, unknown>): { missions: string[]; hours: string[]; days: number } {
  const texts = (name: string): string[] =>
    [values[name] ?? []].flat().map((text) => (typeof text === 'string' ? text.trim() : ''));
  return { missions: texts('mission[]'), hours: texts('hours[]'), days: values['days'] === '7' ? 7 : 5 };
}
