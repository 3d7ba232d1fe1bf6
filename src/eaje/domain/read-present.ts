import type { Day } from '../../kernel/time.js';
import { slotBit, SLOTS, WEEKDAYS, type SlotMask } from '../../kernel/week-schedule.js';
import {
  isUnsaid,
  partName,
  plain,
  readDate,
  readMark,
  restoreCase,
  type Reading,
} from '../../waiting-lists/domain/index.js';
import type { PresentEntry } from '../../placement/domain/index.js';
import { readDayCell, readHalfDays } from './half-days.js';
import type { PresentUse } from './present-columns.js';

/** A cell that keeps a line from being taken: what it should say, what it says, and why that is not enough. */
export interface LineProblem {
  readonly field: PresentUse | 'line';
  readonly value: string;
  readonly reason: string;
}

/** A section as a list may name it: by its group, by its number among those of its group, or by its own name. */
export interface SectionName {
  readonly id: string;
  readonly group: string;
  readonly number: number;
  readonly name: string | null;
}

/** Reads one line. It is an entry only when nothing on it is in doubt. */
export function readPresent(
  cells: readonly string[],
  uses: readonly PresentUse[],
  sections: readonly SectionName[],
  today: Day,
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
  const birthDate = day('birthDate');
  if (cell('birthDate') === '') say('birthDate', '', 'missing');
  const sectionId = sectionOf(cell('section'), sections);
  if (sectionId === undefined || sectionId === 'several')
    say('section', cell('section'), sectionId ? 'which_section' : 'unknown_section');
  const slots = slotsOf(cell, uses, say);
  const [since, to] = [day('from') ?? today, day('to')];
  if (problems.length > 0 || !firstName || !surname || !birthDate || slots === null || sectionId === undefined)
    return { entry: null, problems };
  return { entry: { firstName, surname, birthDate, sectionId, slots, since, to }, problems };
}

type Cell = (use: PresentUse) => string;

function nameOf(cell: Cell): { firstName: string | null; surname: string | null } {
  const whole = cell('surnameFirst') || cell('firstNameFirst');
  const parted = partName(whole, { order: cell('surnameFirst') ? 'surnameFirst' : 'firstNameFirst' });
  return {
    firstName: restoreCase(cell('firstName')) || parted.firstName,
    surname: restoreCase(cell('surname')) || parted.surname,
  };
}

/** Words by which directors call a section, beside its own name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  babies: ['bebe', 'petit'],
  toddlers: ['moyen', 'trotteur', 'marcheur'],
  older: ['grand'],
  mixed: ['mixte', 'multi age', 'multiage', 'inter age', 'unique'],
};

/**
 * Null: the cell is empty, and the section follows the age. Undefined: nothing tells which section it is. Several: its
 * group is said, and the establishment has several of that group.
 */
function sectionOf(text: string, sections: readonly SectionName[]): string | null | undefined {
  if (text === '') return null;
  const said = ` ${plain(text)} `;
  const named = sections.filter(({ name }) => name !== null && said.includes(` ${plain(name)} `));
  // “Les petites coccinelles” also says “coccinelles”: the longer name is the one that was meant.
  const longest = Math.max(...named.map(({ name }) => name!.length));
  const meant = named.filter(({ name }) => name!.length === longest);
  if (meant.length === 1) return meant[0]!.id;
  const ofGroup = sections.filter(({ group }) => (CALLED[group] ?? []).some((word) => said.includes(word)));
  if (ofGroup.length === 1) return ofGroup[0]!.id;
  if (new Set(ofGroup.map(({ group }) => group)).size !== 1) return undefined;
  const numbered = ofGroup.filter(({ number }) => said.includes(` ${number} `));
  return numbered.length === 1 ? numbered[0]!.id : 'several';
}

function slotsOf(
  cell: Cell,
  uses: readonly PresentUse[],
  say: (field: PresentUse, value: string, reason: string) => null,
): SlotMask | null {
  let mask = 0;
  let doubt = false;
  const take = (field: PresentUse, reading: Reading<SlotMask>): void => {
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
  return mask === 0 ? say('days', cell('days'), 'no_days') : mask;
}
