import type { Entry, Instance, Place, Places } from '../instance/instance.js';

/** A wish as places: one place or none per child, in the order of the family's children. */
export type Tuple = readonly (Place | null)[];

const PERIOD_END = '/';
/** Text by code units: what `<` compares, the same on every machine and in every language. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The value kept under a key. Where there is none, it is computed now and kept. */
function obtained<K, V>(
  known: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  find: () => V,
): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}

/** The half-day of a qualified slot, and the period it starts in: `2027-09/mon-am`. */
function periodOf(slot: string): { period: string; halfDay: string } | null {
  const end = slot.indexOf(PERIOD_END);
  return end === -1 ? null : { period: slot.slice(0, end), halfDay: slot.slice(end + 1) };
}

/** The half-days that a place holds. A half-day of one period is also held in every later period of the instance. */
function holdingOf(instance: Instance): (slots: readonly string[]) => readonly string[] {
  const listed = new Map<string, string[]>();
  for (const slot of instance.slots) {
    const halfDay = periodOf(slot)?.halfDay;
    if (halfDay !== undefined) listed.set(halfDay, [...(listed.get(halfDay) ?? []), slot]);
  }
  const later = (slot: string): string[] => {
    const own = periodOf(slot);
    return own === null ? [] : (listed.get(own.halfDay) ?? []).filter((other) => periodOf(other)!.period > own.period);
  };
  // A child's own week appears in many wishes, and many children have equal weeks. Each such list is one object.
  const known = new WeakMap<readonly string[], readonly string[]>();
  const weeks = new Map<string, readonly string[]>();
  const worked = (slots: readonly string[]): readonly string[] => {
    const held = [...new Set(slots.flatMap((slot) => [slot, ...later(slot)]))].sort(byText);
    return obtained(weeks, JSON.stringify(held), () => held);
  };
  return (slots) => obtained(known, slots, () => worked(slots));
}

/**
 * The places and wishes of one instance. Equal places are one object, because thousands of wishes name the same few
 * places.
 */
export class Wishes {
  private readonly holding: (slots: readonly string[]) => readonly string[];
  /** By half-days, establishment and section. */
  private readonly places = new Map<readonly string[], Map<string, Map<string, Place>>>();
  private readonly numbers = new Map<Place | null, number>();

  constructor(private readonly instance: Instance) {
    this.holding = holdingOf(instance);
  }

  place(child: string, entry: string | Entry): Place {
    const own = this.instance.children[child]!;
    const { at, section = own.section, slots = own.slots } = typeof entry === 'string' ? { at: entry } : entry;
    const held = this.holding(slots);
    const there = obtained(
      obtained(this.places, held, () => new Map<string, Map<string, Place>>()),
      at,
      () => new Map<string, Place>(),
    );
    return obtained(there, section, () => ({ at, section, slots: held }));
  }

  /**
   * The wishes of a family, best first. A repeated wish is removed where it comes later. Guaranteed places that are
   * not listed come last.
   */
  listWishes(family: string): readonly Tuple[] {
    const { children, wishes, mustPlace } = this.instance.families[family]!;
    const today = children.map((child) => this.instance.children[child]!.current ?? null);
    const all = [...wishes, ...(mustPlace ? [today] : [])].map((wish) =>
      children.map((child, index) => (wish[index] === null ? null : this.place(child, wish[index]!))),
    );
    const numberOf = (place: Place | null): number => obtained(this.numbers, place, () => this.numbers.size);
    return [...new Map(all.map((tuple) => [tuple.map(numberOf).join(), tuple])).values()];
  }

  /** The place that a lock, a decision or a printed proposal gives a child. */
  decided(child: string, family: string | undefined, said: string | Entry | null): Place | null {
    if (typeof said !== 'string') return said === null ? null : this.place(child, said);
    const best = family === undefined ? undefined : this.bestThere(family, child, said);
    return this.place(child, best ?? said);
  }

  private bestThere(family: string, child: string, at: string): string | Entry | null | undefined {
    const { children, wishes } = this.instance.families[family]!;
    const index = children.indexOf(child);
    return wishes.map((wish) => wish[index]!).find((entry) => (typeof entry === 'string' ? entry : entry?.at) === at);
  }
}

/** The position of an outcome among the wishes; their number when it equals none of them. */
export function standingOf(wishes: readonly Tuple[], outcome: Tuple): number {
  const found = wishes.findIndex((wish) => wish.every((place, index) => isSamePlace(place, outcome[index]!)));
  return found === -1 ? wishes.length : found;
}

export function isSamePlace(a: Place | null, b: Place | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.at === b.at &&
    a.section === b.section &&
    a.slots.length === b.slots.length &&
    a.slots.every((slot, index) => slot === b.slots[index])
  );
}

/** The family of each child. */
export function familyOf(instance: Instance): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(instance.families).flatMap(([family, { children }]) =>
      children.map((child) => [child, family] as const),
    ),
  );
}

/** Kept by instance, because the same instance is read again and again and never changes. */
const listed = new WeakMap<
  Instance['families'],
  { readonly of: Instance; readonly wishes: Wishes; readonly lists: Map<string, readonly Tuple[]> }
>();

/** The wishes of a family as places. `Claim.wish` is a position in this list. */
export function wishesOf(instance: Instance, family: string): readonly Tuple[] {
  const known = listed.get(instance.families);
  const isSame = known && known.of.children === instance.children && known.of.slots === instance.slots;
  const { wishes, lists } = isSame
    ? known
    : { wishes: new Wishes(instance), lists: new Map<string, readonly Tuple[]>() };
  if (!isSame) listed.set(instance.families, { of: instance, wishes, lists });
  const tuples = lists.get(family) ?? wishes.listWishes(family);
  lists.set(family, tuples);
  return tuples;
}

/** The places of a printed proposal, or of what members decided. A child that is not named there holds nothing. */
export function placesOf(instance: Instance, assignments: Readonly<Record<string, string | Entry | null>>): Places {
  const wishes = new Wishes(instance);
  const families = familyOf(instance);
  return Object.fromEntries(
    Object.keys(instance.children)
      .sort(byText)
      .map((child) => [child, wishes.decided(child, families.get(child), assignments[child] ?? null)]),
  );
}
