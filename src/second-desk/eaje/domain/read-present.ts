import type { Day } from '../../../foundation/kernel/time.js';
import { slotBit, SLOTS, WEEKDAYS, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  isToldByOrderOnly,
  isUnsaid,
  partName,
  readPhones,
  readDate,
  readMark,
  restoreCase,
} from '../../../lists/waiting-lists/domain/index.js';
import type { ParentContact, PresentEntry } from '../../../places/placement/domain/index.js';
import { keepHours, readDayCell, readHalfDays, type HalfDays } from './half-days.js';
import type { PresentUse } from './present-columns.js';
import { sectionOf, type SectionName } from './present-sections.js';

/** A cell that keeps a line from being taken: what it should say, what it says, and why that is not enough. */
export interface LineProblem {
  readonly field: PresentUse | 'line';
  readonly value: string;
  readonly reason: string;
}

/**
 * Reads one line. It is an entry only when nothing on it is in doubt.
 * @param group the section named above the line, for lists in groups; '' where none is
 */
export function readPresent(
  cells: readonly string[],
  uses: readonly PresentUse[],
  sections: readonly SectionName[],
  today: Day,
  group = '',
): { readonly entry: PresentEntry | null; readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = [];
  const cell = (use: PresentUse): string => {
    const text = cells[uses.indexOf(use)]?.trim() ?? '';
    return isUnsaid(text) && !WEEKDAYS.some((day) => day === use) ? '' : text;
  };
  const say = (field: LineProblem['field'], value: string, reason: string): null => {
    problems.push({ field, value, reason });
    return null;
  };
  const day = (use: 'birthDate' | 'from' | 'to'): Day | null => {
    const text = cell(use);
    if (text === '') return null;
    const date = readDate(text);
    if (!date.ok) return say(use, text, date.reason);
    return date.value.approximate ? say(use, text, 'not_exact') : date.value.day;
  };
  const { firstName, surname } = nameOf(cell);
  if (!firstName) say('firstName', cell('firstName'), 'missing');
  if (!surname) say('surname', cell('surname'), 'missing');
  const whole = cell('wholeName');
  if (whole && isToldByOrderOnly(whole, { order: 'surnameFirst' })) say('wholeName', whole, 'name_order');
  const birthDate = day('birthDate');
  if (cell('birthDate') === '') say('birthDate', '', 'missing');
  const named = cell('section') || group;
  const sectionId = sectionOf(named, sections);
  if (sectionId === undefined || sectionId === 'several')
    say('section', named, sectionId ? 'which_section' : 'unknown_section');
  const slots = slotsOf(cell, uses, say);
  const parent = parentOf(cells, uses, say);
  const [since, to] = [day('from') ?? today, day('to')];
  if (problems.length > 0 || !firstName || !surname || !birthDate || slots === null || sectionId === undefined)
    return { entry: null, problems };
  return { entry: { firstName, surname, birthDate, sectionId, slots, since, to, parent }, problems };
}

/** Whom to call: the first number of the line, and who stands there first. A name alone is not kept. */
function parentOf(
  cells: readonly string[],
  uses: readonly PresentUse[],
  say: (field: PresentUse, value: string, reason: string) => null,
): ParentContact | null {
  const first = (use: PresentUse): string =>
    cells.find((text, index) => uses[index] === use && text.trim() !== '' && !isUnsaid(text.trim()))?.trim() ?? '';
  const written = first('parentPhone');
  if (written === '') return null;
  const phones = readPhones(written);
  return phones.ok
    ? { name: restoreCase(first('parentName')) || null, phone: phones.value.first }
    : say('parentPhone', written, phones.reason);
}

type Cell = (use: PresentUse) => string;

function nameOf(cell: Cell): { firstName: string | null; surname: string | null } {
  const whole = cell('surnameFirst') || cell('firstNameFirst') || cell('wholeName');
  const parted = partName(whole, { order: cell('firstNameFirst') ? 'firstNameFirst' : 'surnameFirst' });
  return {
    firstName: restoreCase(cell('firstName')) || parted.firstName,
    surname: restoreCase(cell('surname')) || parted.surname,
  };
}

function slotsOf(
  cell: Cell,
  uses: readonly PresentUse[],
  say: (field: PresentUse, value: string, reason: string) => null,
): SlotMask | null {
  let mask = 0;
  let doubt = false;
  const take = (field: PresentUse, reading: HalfDays): void => {
    if (reading.ok) mask |= reading.value;
    else {
      doubt = true;
      say(field, cell(field), reading.reason);
    }
  };
  if (cell('days') !== '') take('days', readHalfDays(cell('days')));
  for (const weekday of WEEKDAYS) if (uses.includes(weekday)) take(weekday, readDayCell(weekday, cell(weekday)));
  for (const slot of SLOTS) {
    if (!uses.includes(slot)) continue;
    const mark = readMark(cell(slot));
    take(slot, mark.ok ? { ok: true, value: mark.value ? slotBit(slot) : 0 } : mark);
  }
  if (doubt) return null;
  if (mask === 0) return say('days', cell('days'), 'no_days');
  if (cell('hours') === '') return mask;
  const kept = keepHours(mask, cell('hours'));
  return kept.ok ? kept.value : say('hours', cell('hours'), kept.reason);
}
