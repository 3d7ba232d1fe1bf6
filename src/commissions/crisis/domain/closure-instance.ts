import type { Entry, Establishment, Instance, Wish } from '../../matching/index.js';
import {
  countSlots,
  maskToSlots,
  SLOTS,
  slotsToMask,
  type Slot,
  type SlotMask,
} from '../../../foundation/kernel/week-schedule.js';

/** Seats that a section of a neighbour lends during the whole closure. */
export interface LentSection {
  readonly providerId: string;
  readonly sectionId: string;
  readonly seats: ReadonlyMap<Slot, number>;
}

/** A child to be received elsewhere, with the sections that suit it, the one to try first first. */
export interface ChildToPlace {
  readonly childId: string;
  /** Brothers and sisters have one. */
  readonly familyId: string;
  readonly slots: SlotMask;
  readonly sections: readonly LentSection[];
}

/**
 * A family of two or more has a wish for each way to spread its children over the neighbours. More of them than this
 * would be more than anybody reads, so that a large family is spread over its first neighbours only.
 */
const MOST_WISHES = 1000;

/**
 * The instance of the engine for a closure (docs/engine.md). One order holds in all establishments, brothers and sisters
 * next to each other: nobody gains by another list, and the result is the only fair one.
 * @param familyIds in the order of the draw, first one first
 */
export function closureInstance(children: readonly ChildToPlace[], familyIds: readonly string[]): Instance {
  const ofFamily = (familyId: string): ChildToPlace[] =>
    children.filter((child) => child.familyId === familyId).sort((a, b) => (a.childId < b.childId ? -1 : 1));
  const order = familyIds.flatMap((id) => ofFamily(id).map(({ childId }) => childId));
  return {
    slots: SLOTS,
    establishments: establishmentsOf(children, order),
    children: Object.fromEntries(
      children.map(({ childId, slots, sections }) => [
        childId,
        { section: sections[0]?.sectionId ?? '', slots: maskToSlots(slots) },
      ]),
    ),
    families: Object.fromEntries(
      familyIds.map((id) => {
        const siblings = ofFamily(id);
        return [id, { children: siblings.map(({ childId }) => childId), wishes: wishesOf(siblings) }];
      }),
    ),
  };
}

function establishmentsOf(children: readonly ChildToPlace[], order: readonly string[]): Record<string, Establishment> {
  const capacities: Record<string, Record<string, Record<string, number>>> = {};
  for (const { providerId, sectionId, seats } of children.flatMap(({ sections }) => sections))
    (capacities[providerId] ??= {})[sectionId] = Object.fromEntries(seats);
  return Object.fromEntries(Object.entries(capacities).map(([id, capacity]) => [id, { capacity, order }]));
}

/** Of one child: its whole week at each neighbour, then what a neighbour has of it where that is half of it or more. */
function entriesOf({ slots, sections }: ChildToPlace): Entry[] {
  const parts = sections.map((section) => ({
    section,
    open: slots & slotsToMask([...section.seats].flatMap(([slot, seats]) => (seats > 0 ? [slot] : []))),
  }));
  return [
    ...parts.filter(({ open }) => open === slots),
    ...parts.filter(({ open }) => open !== slots && open !== 0 && 2 * countSlots(open) >= countSlots(slots)),
  ].map(({ section, open }) => ({ at: section.providerId, section: section.sectionId, slots: maskToSlots(open) }));
}

function wishesOf(siblings: readonly ChildToPlace[]): Wish[] {
  const entries = siblings.map(entriesOf);
  if (entries.length === 1) return entries[0]!.map((entry) => [entry]);
  const together = (entries[0] ?? []).flatMap((first): Wish[] => {
    const same = entries.map((own) => own.find(({ at }) => at === first.at));
    return same.every((entry) => entry !== undefined) ? [same] : [];
  });
  const each = Math.floor(MOST_WISHES ** (1 / entries.length)) - 1;
  return [...together, ...spread(entries.map((own) => own.slice(0, each)))];
}

/** Every way to choose one entry or none for each, those that place more children first. */
function spread(entries: readonly (readonly Entry[])[]): Wish[] {
  const ways = entries.reduce<{ wish: (Entry | null)[]; steps: number; placed: number }[]>(
    (before, own) =>
      before.flatMap(({ wish, steps, placed }) => [
        ...own.map((entry, index) => ({ wish: [...wish, entry], steps: steps + index, placed: placed + 1 })),
        { wish: [...wish, null], steps, placed },
      ]),
    [{ wish: [], steps: 0, placed: 0 }],
  );
  return ways
    .filter(({ placed }) => placed > 0)
    .sort((a, b) => b.placed - a.placed || a.steps - b.steps)
    .map(({ wish }) => wish);
}
