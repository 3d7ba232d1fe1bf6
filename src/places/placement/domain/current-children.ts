import { addDays, addMonths, daysBetween, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, slotsToMask, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { lastDayOfPath, pathOf, stayOf } from './placement-path.js';

/** A section of the demonstration, with the share of its half-days that is taken on the day it starts. */
export interface SectionToFill {
  readonly id: string;
  readonly establishmentId: string;
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
  readonly seats: Partial<Record<Slot, number>>;
  readonly occupiedShare: number;
}
/** A child who is already there when the demonstration starts. Its family is not known. */
export interface CurrentChild {
  readonly sectionId: string;
  readonly birthDate: Day;
  readonly slots: SlotMask;
  readonly from: Day;
  /** Last day held. */
  readonly to: Day;
  /** Last day of its path; null when the whole path is held. */
  readonly pathTo: Day | null;
}

const days = (...names: string[]): SlotMask =>
  slotsToMask(names.flatMap((name) => [`${name}-am`, `${name}-pm`] as Slot[]));
/** The standard weeks from which each child draws one: six in ten come every day. */
const WEEKS: readonly SlotMask[] = [
  days('mon', 'tue', 'wed', 'thu', 'fri'),
  days('mon', 'tue', 'thu', 'fri'),
  days('mon', 'tue', 'wed', 'thu', 'fri'),
  days('tue', 'wed', 'thu'),
  days('mon', 'tue', 'wed', 'thu', 'fri'),
  days('mon', 'tue', 'thu', 'fri'),
  days('mon', 'tue', 'wed', 'thu', 'fri'),
  days('mon', 'wed', 'fri'),
  days('mon', 'tue', 'wed', 'thu', 'fri'),
  days('mon', 'tue', 'wed', 'thu', 'fri'),
];
/**
 * One child in eight leaves before the usual end: its family moves or finds something else. The first leave two months
 * after the demonstration begins, so that the sessions of its tour meet places that free after their first day.
 */
const EARLY_LEAVER = 8;

/**
 * A number from 0 to 2^32 - 1 computed from the text alone (FNV-1a, then mixed), so that the demonstration is the same
 * each time.
 */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function birthWithin(section: SectionToFill, on: Day, draw: number): Day {
  const oldest = addDays(addMonths(on, -section.ageToMonths), 1);
  return addDays(oldest, draw % (daysBetween(oldest, addMonths(on, -section.ageFromMonths)) + 1));
}

/** @param own sections of its establishment, youngest first */
function fill(section: SectionToFill, own: readonly SectionToFill[], from: Day, on: Day): CurrentChild[] {
  const free = new Map(SLOTS.map((slot) => [slot, section.seats[slot] ?? 0]));
  let wanted = Math.round([...free.values()].reduce((sum, seats) => sum + seats, 0) * section.occupiedShare);
  const children: CurrentChild[] = [];
  for (let index = 0; wanted > 0 && index < 400; index += 1) {
    const draw = (purpose: string): number => scatter(`${section.id}/${index}/${purpose}`);
    const slots = WEEKS[draw('week') % WEEKS.length]!;
    const list = maskToSlots(slots);
    if (list.length > wanted + 2 || list.some((slot) => free.get(slot)! < 1)) continue;
    for (const slot of list) free.set(slot, free.get(slot)! - 1);
    wanted -= list.length;
    const birthDate = birthWithin(section, on, draw('birth'));
    const entry = addMonths(birthDate, section.ageFromMonths);
    const start = entry > from ? entry : from;
    const early = addDays(`${addMonths(on, 3 + (draw('month') % 8)).slice(0, 7)}-01`, -1);
    const usual = lastDayOfPath(birthDate, start, '08-31');
    const last = draw('early') % EARLY_LEAVER === 0 && early < usual ? early : usual;
    // The child is in this section on the day the platform opens, whatever its path would have said before.
    const stay = stayOf(
      pathOf(
        { birth: birthDate, sections: own, move: 'september' },
        { sectionId: section.id, from: start > on ? start : on },
        last,
      ),
    );
    children.push({ sectionId: section.id, birthDate, slots, from: start, ...stay });
  }
  return children;
}

/**
 * Children who hold the places that are taken when the platform opens, never more than the seats of any half-day.
 * @param from the first day capacities are known
 * @param on the day the shares are true of; children are of the section's age that day
 */
export function currentChildren(sections: readonly SectionToFill[], from: Day, on: Day): CurrentChild[] {
  const youngestFirst = [...sections].sort((a, b) => a.ageFromMonths - b.ageFromMonths);
  return sections.flatMap((section) =>
    fill(
      section,
      youngestFirst.filter(({ establishmentId }) => establishmentId === section.establishmentId),
      from,
      on,
    ),
  );
}
