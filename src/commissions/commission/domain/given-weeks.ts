import type { Id } from '../../../foundation/kernel/ids.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { countSlots, slotBit, WEEKDAYS, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import type { Child, Entry, Family, Instance, Place, Wish } from '../../matching/index.js';
import { firstStart } from './first-days.js';
import { maskOfNames, slotOfName } from './periods.js';

/** A shorter week, or a place from another day, that members give a child and that none of its wishes names. */
export interface GivenWeek {
  readonly family: Id;
  readonly child: Id;
  readonly place: Place;
}

/** The days of a shorter week: a day of which a half is left out counts as half a day. */
export const daysGiven = (whole: SlotMask, slots: SlotMask): number =>
  WEEKDAYS.reduce((sum, day) => {
    const both = slotBit(`${day}-am`) | slotBit(`${day}-pm`);
    const asked = countSlots(whole & both);
    return asked === 0 ? sum : sum + countSlots(slots & both) / asked;
  }, 0);

/**
 * Whether a family would take these half-days of its week.
 * @param whole the half-days of its week in the section
 * @param fewestDays the fewest days that it would take; absent when it wants its whole week
 * @param isSaid whether it has said so, or nothing about it
 */
export function judgeWeek(
  whole: SlotMask,
  slots: SlotMask,
  fewestDays: number | undefined,
  isSaid = true,
): Refusal | null {
  if (slots === whole) return null;
  if (slots === 0 || (slots & ~whole) !== 0) return refuse('decision.halfDaysNotAsked');
  if (fewestDays === undefined) return refuse('decision.wholeWeekOnly', { said: isSaid ? 'yes' : 'no' });
  return daysGiven(whole, slots) < fewestDays ? refuse('decision.weekTooShort', { days: fewestDays }) : null;
}

/**
 * The place of some half-days in a section where a child would take a shorter week; null where it would not.
 * @param there its places in that section, one for each week that it would take
 */
export function shorterPlace(there: readonly Place[], slots: SlotMask): Place | null {
  const [whole, shorter] = [...there].sort((a, b) => b.slots.length - a.slots.length);
  if (!whole || !shorter || slots === 0 || (slots & ~maskOfNames(whole.slots)) !== 0) return null;
  return { ...whole, slots: whole.slots.filter((name) => (slots & slotBit(slotOfName(name))) !== 0) };
}

/**
 * The instance in which the given weeks are wishes of their families. Each stands among the places of its section that
 * begin on the same day: after the weeks with as many half-days or more, and before those with fewer. Where none begins
 * on that day, it stands after the last one that begins sooner with as much of the week. For brothers and sisters, it
 * stands so in each combination.
 */
export function withGivenWeeks(instance: Instance, given: readonly GivenWeek[]): Instance {
  if (given.length === 0) return instance;
  const families = { ...instance.families };
  for (const week of given)
    families[week.family] = withWeek(families[week.family]!, instance.children[week.child]!, week);
  return { ...instance, families };
}

function withWeek(family: Family, child: Child, { child: id, place }: GivenWeek): Family {
  const index = family.children.indexOf(id);
  const slotsOf = (wish: Wish): readonly string[] | null => {
    const entry = wish[index];
    if (!entry) return null;
    const { at, section = child.section, slots = child.slots } = typeof entry === 'string' ? { at: entry } : entry;
    return at === place.at && section === place.section ? slots : null;
  };
  const key = (wish: Wish): string => [...(slotsOf(wish) ?? [])].sort().join();
  const { neighbour, before } = neighbourOf(
    family.wishes.flatMap((wish) => {
      const slots = slotsOf(wish);
      return slots ? [{ slots, wish }] : [];
    }),
    place,
  );
  if (!neighbour) return family;
  const entry: Entry = {
    at: place.at,
    ...(place.section === child.section ? {} : { section: place.section }),
    slots: place.slots,
  };
  return {
    ...family,
    wishes: family.wishes.flatMap((wish): Wish[] => {
      if (slotsOf(wish) === null || key(wish) !== key(neighbour.wish)) return [wish];
      const added = wish.map((other, position) => (position === index ? entry : other));
      return before ? [added, wish] : [wish, added];
    }),
  };
}

/** The wish beside which a place stands, and whether before it. */
function neighbourOf<Listed extends { readonly slots: readonly string[] }>(
  there: readonly Listed[],
  { slots }: Place,
): { neighbour: Listed | undefined; before: boolean } {
  const start = firstStart(slots)!;
  const onDay = there.filter((listed) => firstStart(listed.slots) === start);
  if (onDay.length > 0) {
    const shorter = onDay.find((listed) => listed.slots.length < slots.length);
    return { neighbour: shorter ?? onDay.at(-1), before: shorter !== undefined };
  }
  const halfDays = countSlots(maskOfNames(slots));
  const sooner = there.findLast(
    (listed) => firstStart(listed.slots)! < start && countSlots(maskOfNames(listed.slots)) >= halfDays,
  );
  return { neighbour: sooner ?? there[0], before: sooner === undefined };
}
