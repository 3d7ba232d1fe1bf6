import { WEEKDAYS, type DayHours, type WeekSchedule, type Weekday } from '../../kernel/week-schedule.js';
import { readDayCount, readDays, readMark } from './days.js';
import { readWantedFrom } from './dates.js';
import { EMPTY_NEED, type ChildForm, type NeedForm } from './dossier-words.js';
import type { Findings } from './findings.js';
import { readHours } from './hours.js';
import type { RowCells, RowContext } from './row-cells.js';

export interface NeedReading {
  readonly need: NeedForm;
  /** The weekdays asked for, known even when the hours are not and `need.week` is null. */
  readonly daysWanted: Weekday[];
}

/**
 * The need of a row. A week needs days and hours. Without hours, the number of days is kept and the hours are missing
 * (`need.hours`). Without days, these are missing too (`need.week`).
 */
export function readNeed(cells: RowCells, child: ChildForm, context: RowContext, findings: Findings): NeedReading {
  const wantedFrom = readWanted(cells, child, context, findings);
  const daysWanted = readWantedDays(cells, findings);
  const count = findings.takeCell('need.daysPerWeek', cells('dayCount'), readDayCount);
  const hours = findings.takeCell('need.hours', cells('hours'), readHours);
  if (count !== null && daysWanted.length > 0 && count !== daysWanted.length) {
    findings.addProblem('need.daysPerWeek', cells('dayCount'), 'days_disagree');
  }
  if (hours !== null && daysWanted.length === 0) findings.notes.push(`Horaires : ${cells('hours')}`);
  const week = hours === null || daysWanted.length === 0 ? null : weekOf(daysWanted, hours);
  findings.missingWhen(wantedFrom === null, 'need.wantedFrom');
  findings.missingWhen(daysWanted.length === 0, 'need.week');
  findings.missingWhen(hours === null, 'need.hours');
  const daysPerWeek = week === null ? daysWanted.length || count : null;
  const days = week === null && daysWanted.length > 0 ? daysWanted : null;
  return { need: { ...EMPTY_NEED, wantedFrom, week, daysPerWeek, daysWanted: days }, daysWanted };
}

function readWanted(cells: RowCells, child: ChildForm, context: RowContext, findings: Findings): string | null {
  const written = cells('wantedFrom');
  const date = findings.takeCell('need.wantedFrom', written, (text) => readWantedFrom(text, context.importedOn));
  const birth = child.birthDate ?? child.dueDate;
  if (date && birth !== null && date.day < birth) {
    findings.addProblem('need.wantedFrom', written, 'before_birth');
    return null;
  }
  if (date?.approximate) findings.approximate.push('need.wantedFrom');
  return date?.day ?? null;
}

function readWantedDays(cells: RowCells, findings: Findings): Weekday[] {
  const listed = findings.takeCell('need.week', cells('days'), readDays);
  return listed ?? WEEKDAYS.filter((weekday) => findings.takeCell('need.week', cells(weekday), readMark) === true);
}

const weekOf = (days: readonly Weekday[], hours: DayHours): WeekSchedule =>
  Object.fromEntries(days.map((day) => [day, hours]));
