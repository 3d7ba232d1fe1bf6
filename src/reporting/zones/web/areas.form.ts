import { IsString, Length, ValidateBy } from 'class-validator';
import type { Day } from '../../../foundation/kernel/time.js';
import { DatePart, readDay, Text, type FieldError, type Submitted } from '../../../foundation/platform/web/index.js';
import { areasOf } from '../domain/drawn-areas.js';
import type { DrawnHypothesis } from '../area-hypotheses.js';

/** How many areas a form lets somebody draw. */
export const AREA_NUMBERS = ['1', '2', '3', '4', '5', '6'] as const;
/** A commune and the number of its area, 0 for none: `71040=2`. */
const CHOICE = /^\w{5}=[0-6]$/;

/**
 * A hypothesis as it is typed: the names of the areas, and beside each commune the number of its own. HTML gives the controls of
 * a form names of their own, unless the name ends with brackets.
 */
export class HypothesisForm {
  @IsString({ message: 'zones.errors.hypothesis' })
  @Length(1, 80, { message: 'zones.errors.hypothesis' })
  name: string;

  @DatePart('zones.errors.from') fromDay?: string;
  @DatePart('zones.errors.from') fromMonth?: string;
  @DatePart('zones.errors.from') fromYear?: string;

  @Text('zones.errors.areaName', 60) area1?: string;
  @Text('zones.errors.areaName', 60) area2?: string;
  @Text('zones.errors.areaName', 60) area3?: string;
  @Text('zones.errors.areaName', 60) area4?: string;
  @Text('zones.errors.areaName', 60) area5?: string;
  @Text('zones.errors.areaName', 60) area6?: string;

  @ValidateBy(
    {
      name: 'areas',
      validator: { validate: (value: unknown) => [value].flat().every((one) => CHOICE.test(String(one))) },
    },
    { message: 'zones.errors.areas' },
  )
  'areas[]': string | string[];

  @Text('zones.errors.areas', 10) version?: string;
}

const nameOf = (form: HypothesisForm, number: string): string =>
  number === '0' ? '' : (form[`area${number}` as 'area1'] ?? '').trim();

const choicesIn = (form: HypothesisForm): [code: string, number: string][] =>
  [form['areas[]']].flat().map((choice) => choice.split('=') as [string, string]);

/** A day that cannot be, or a commune in an area that has no name. */
export function hypothesisErrors(form: Submitted<HypothesisForm>): FieldError[] {
  const day = readDay(form.values, 'from');
  const noDay = day === null || day === 'invalid' ? [{ field: 'from', message: 'zones.errors.from' }] : [];
  if (!form.ok) return noDay;
  const unnamed = choicesIn(form.value).find(([, number]) => number !== '0' && nameOf(form.value, number) === '');
  return [...noDay, ...(unnamed ? [{ field: `area${unnamed[1]}`, message: 'zones.errors.areaUnnamed' }] : [])];
}

/** @param form without errors: {@link hypothesisErrors} */
export const hypothesisOf = (form: HypothesisForm, values: Record<string, unknown>): DrawnHypothesis => ({
  name: form.name,
  from: readDay(values, 'from') as Day,
  areas: areasOf(new Map(choicesIn(form).map(([code, number]) => [code, nameOf(form, number)]))),
});
