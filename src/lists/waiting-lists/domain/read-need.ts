import { WEEKDAYS, type DayHours, type WeekSchedule, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import { countDays, isHalfMark, readDayCount, readDays, readMark, saysHalfDays, withoutAsides } from './days.js';
import { readWantedFrom } from './dates.js';
import { EMPTY_NEED, type ChildForm, type NeedForm } from './dossier-words.js';
import type { Findings } from './findings.js';
import { cutHours, readHours } from './hours.js';
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
  const { days: daysWritten, hours: hoursWritten } = weekWritten(cells);
  const { daysWanted, ownHours, counted } = readWantedDays(daysWritten, cells, findings);
  const count = findings.takeCell('need.daysPerWeek', cells('dayCount'), readDayCount) ?? counted;
  const hours = findings.takeCell('need.hours', hoursWritten, readHours);
  if (count !== null && daysWanted.length > 0 && count !== daysWanted.length) {
    findings.addProblem('need.daysPerWeek', cells('dayCount'), 'days_disagree');
  }
  if (hours !== null && daysWanted.length === 0) findings.addNote(`Horaires : ${hoursWritten}`, 'need.hours');
  const marks = WEEKDAYS.map(cells).filter((text) => saysHalfDays(text) || isHalfMark(text));
  const halves = [...(saysHalfDays(daysWritten) ? [daysWritten] : []), ...marks].filter(() => !isHalfDay(hours));
  for (const half of halves) findings.addProblem('need.hours', half, 'half_days');
  for (const half of halves) findings.addNote(`Jours : ${half}`, 'need.week');
  if (withoutAsides(daysWritten) !== daysWritten) findings.addNote(`Jours : ${daysWritten}`, 'need.week');
  const week = halves.length > 0 ? null : weekOf(daysWanted, ownHours, hours);
  findings.missingWhen(wantedFrom === null, 'need.wantedFrom');
  findings.missingWhen(daysWanted.length === 0, 'need.week');
  findings.missingWhen(daysWanted.length === 0 ? hours === null : week === null, 'need.hours');
  const daysPerWeek = week === null ? daysWanted.length || count : null;
  const days = week === null && daysWanted.length > 0 ? daysWanted : null;
  return { need: { ...EMPTY_NEED, wantedFrom, week, daysPerWeek, daysWanted: days }, daysWanted };
}

/** The hours may stand in their own column, in two of them, or behind the days. */
function weekWritten(cells: RowCells): { readonly days: string; readonly hours: string } {
  const [start, end] = [cells('hoursStart'), cells('hoursEnd')];
  const own = cells('hours') || [start, end].filter((time) => time !== '').join(' - ');
  const behind = cutHours(cells('days'));
  return own === '' ? behind : { days: behind.hours === '' ? cells('days') : behind.days, hours: own };
}

const LONGEST_HALF_MINUTES = 360;
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** Hours that are those of half a day tell what `mercredi matin` leaves open. */
const isHalfDay = (hours: DayHours | null): boolean =>
  hours !== null && minutes(hours.end) - minutes(hours.start) <= LONGEST_HALF_MINUTES;

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

interface WantedDays {
  readonly daysWanted: Weekday[];
  /** Hours written instead of a cross in the column of a day. */
  readonly ownHours: WeekSchedule;
  /** How many days a cell asks for that does not tell which. */
  readonly counted: number | null;
}

function readWantedDays(written: string, cells: RowCells, findings: Findings): WantedDays {
  const counted = countDays(written);
  const isCountOnly = readDayCount(written).ok && !readDays(written).ok;
  const listed = isCountOnly ? null : findings.takeCell('need.week', written, readDays);
  if (listed !== null) return { daysWanted: listed, ownHours: {}, counted: null };
  const ownHours: WeekSchedule = Object.fromEntries(
    WEEKDAYS.flatMap((weekday) => {
      const hours = readHours(cells(weekday));
      return hours.ok && hours.value !== null ? [[weekday, hours.value] as const] : [];
    }),
  );
  const daysWanted = WEEKDAYS.filter(
    (weekday) => ownHours[weekday] ?? findings.takeCell('need.week', cells(weekday), readMark) === true,
  );
  return { daysWanted, ownHours, counted };
}

/** A week needs the hours of each of its days. */
function weekOf(days: readonly Weekday[], ownHours: WeekSchedule, hours: DayHours | null): WeekSchedule | null {
  const week = days.map((day) => [day, ownHours[day] ?? hours] as const);
  return week.length === 0 || week.some(([, each]) => each === null)
    ? null
    : (Object.fromEntries(week) as WeekSchedule);
}
