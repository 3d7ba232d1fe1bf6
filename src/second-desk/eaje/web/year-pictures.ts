import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import { SLOTS, type Slot, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { changeOf } from '../domain/draft-differences.js';
import { heatOf, type Heat, type WeekAhead } from '../domain/year-ahead.js';
import { EajeWords } from './eaje-words.js';

/** Pixels of one half-day of one week, and of the names beside and above them. */
const CELL = { width: 18, height: 15 };
const NAMES = { width: 96, height: 18 };

/** Beside the weeks of a section, what they are without the draft. */
interface Year {
  readonly sectionId: Id;
  readonly weeks: readonly WeekAhead[];
  readonly before?: readonly WeekAhead[];
}

/** Weeks that look alike and change alike. */
interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly heat: Heat;
  /** What stands in it: `+2`, `−1`, `×` (it closes), `!` (more children than places). */
  readonly mark: string;
}

/** Draws the year of a section, and writes the table of the same figures. */
@Injectable()
export class YearPictures {
  constructor(private readonly say: EajeWords) {}

  picture(words: Translator, { sectionId, weeks, before }: Year, slots: readonly Slot[]): object {
    const { t, month } = words;
    const months = weeks.flatMap(({ monday }, index) =>
      index === 0 || monday.slice(0, 7) !== weeks[index - 1]!.monday.slice(0, 7)
        ? [{ x: NAMES.width + index * CELL.width, text: monthName(month(monday), index === 0) }]
        : [],
    );
    return {
      width: NAMES.width + weeks.length * CELL.width,
      height: NAMES.height + slots.length * CELL.height,
      title: t('eaje.year.picture', { section: this.say.sectionById(words, sectionId) }),
      // A name that the next month would cover is left out.
      months: months.filter(({ x }, index) => (months[index + 1]?.x ?? Infinity) - x >= 3 * CELL.width),
      names: slots.map((slot, row) => ({
        y: NAMES.height + row * CELL.height + 11,
        text: `${words.shortWeekday(slot.slice(0, 3) as Weekday)} ${t(slot.endsWith('am') ? 'web.grid.am' : 'web.grid.pm')}`,
      })),
      bars: slots.flatMap((slot, row) => barsOf(weeks, before, slot, NAMES.height + row * CELL.height)),
      barHeight: CELL.height - 1,
    };
  }

  table(words: Translator, { sectionId, weeks, before }: Year, slots: readonly Slot[]): object {
    const { t, shortDay } = words;
    const cell = (week: number, index: number): string | number => {
      const now = weeks[week]!.free[index] ?? null;
      const mark = before ? markOf(before[week]!.free[index] ?? null, now) : '';
      const free = now === null ? mark || '–' : now < 0 ? `−${-now}` : now;
      return mark === '' || now === null ? free : `${free} (${mark})`;
    };
    return {
      caption: t('eaje.year.table', { section: this.say.sectionById(words, sectionId) }),
      columns: [
        { text: t('eaje.year.week') },
        ...slots.map((slot) => ({ text: this.say.slot(words, slot), numeric: true })),
      ],
      rows: weeks.map(({ monday }, week) => ({
        week: shortDay(monday),
        cells: slots.map((slot) => cell(week, SLOTS.indexOf(slot))),
      })),
    };
  }
}

/** `décembre 2026`, then `janvier 2027`: the year is said where it begins. */
function monthName(month: string, isFirst: boolean): string {
  const [name = '', year = ''] = month.split(/\s(?=\d)/);
  return isFirst || /^jan/i.test(name) ? `${name} ${year}` : name;
}

/** The change of a half-day as a sign, so that nothing is told by colour alone. */
function markOf(before: number | null, after: number | null): string {
  const change = changeOf(before, after);
  if (change === null) return '';
  if (change === 'closed') return '×';
  return change > 0 ? `+${change}` : `−${-change}`;
}

/** One half-day over the year: weeks in a row that look alike are drawn as one bar. */
function barsOf(weeks: readonly WeekAhead[], before: readonly WeekAhead[] | undefined, slot: Slot, y: number): Bar[] {
  const index = SLOTS.indexOf(slot);
  const bars: Bar[] = [];
  for (const [column, { free }] of weeks.entries()) {
    const now = free[index] ?? null;
    const heat = heatOf(now);
    const mark = now !== null && now < 0 ? '!' : before ? markOf(before[column]!.free[index] ?? null, now) : '';
    const last = bars.at(-1);
    if (last?.heat === heat && last.mark === mark) bars[bars.length - 1] = { ...last, width: last.width + CELL.width };
    else bars.push({ x: NAMES.width + column * CELL.width, y, width: CELL.width - 1, heat, mark });
  }
  return bars.filter(({ heat, mark }) => heat !== 'closed' || mark !== '');
}
