import fc from 'fast-check';
import type {
  Child,
  Entry,
  Establishment,
  Family,
  Instance,
  Lock,
  Place,
  Reserve,
  SeatNumbers,
  Wish,
} from '../../../src/commissions/matching/instance/instance.js';
import { placeOf, wishList, type Outcome } from './oracle.js';

/** The share of the random instances that is made. `npm run drill:engine` makes all of them. */
export const ENGINE_RUNS = Number(process.env['ENGINE_RUNS'] ?? 0.25);

/** The number of runs of a property, at this share. */
export const runs = (count: number): { numRuns: number } => ({ numRuns: Math.ceil(count * ENGINE_RUNS) });

/** Small instances, up to 5 children × 3 establishments × 2 half-days, with everything that an instance can say. */
const CHILDREN = ['c0', 'c1', 'c2', 'c3', 'c4'];
const HOUSES = ['A', 'B', 'C'];
const SECTIONS = ['babies', 'toddlers'];
const TRAITS = ['x', 'y'];
const WEEKS = [['mon-am'], ['mon-am', 'mon-pm'], ['2027-09/mon-am', '2028-01/mon-am']];

const seldom = fc.constantFrom(false, false, false, true);
/**
 * What may occur in an instance. Each feature is left out of half of the instances or more, so that it is also tested
 * alone.
 */
const features = fc.record({
  siblings: fc.boolean(),
  partial: fc.boolean(),
  entries: fc.boolean(),
  transfers: fc.boolean(),
  reserves: fc.boolean(),
  strict: fc.boolean(),
  points: fc.boolean(),
  common: fc.boolean(),
  strangers: seldom,
  locks: seldom,
});

const mask = fc.integer({ min: 1, max: 3 });
const which = fc.nat(2);
/** Places are mostly there but scarce: nothing has to be decided when there are none, or enough for all. */
const places = fc.constantFrom(1, 1, 1, 2, 2, 0);
const seats = fc.oneof(places, fc.tuple(places, places));
const entry = fc.record({
  at: which,
  mask,
  section: fc.nat(1),
  kind: fc.constantFrom('id', 'id', 'id', 'shorter', 'section', 'both', 'written'),
});
const wish = fc.record({ entries: fc.tuple(entry, entry, entry), out: fc.nat(7) });
const rawReserve = fc.record({ trait: fc.nat(1), seats, section: fc.constantFrom(undefined, undefined, 0, 1) });

const raw = fc.record({
  features,
  size: fc.constantFrom(5, 4, 4, 3, 3, 2, 1),
  houses: fc.constantFrom(2, 3, 1),
  week: fc.constantFrom(WEEKS[1]!, WEEKS[1]!, WEEKS[0]!, WEEKS[2]!),
  sections: fc.integer({ min: 1, max: SECTIONS.length }),
  children: fc.array(
    fc.record({ section: fc.nat(1), mask, traits: fc.nat(3), current: fc.constantFrom(undefined, null, 0, 1, 2) }),
    { minLength: 5, maxLength: 5 },
  ),
  joins: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  families: fc.array(
    fc.record({
      wishes: fc.oneof(
        { weight: 5, arbitrary: fc.array(wish, { minLength: 2, maxLength: 4 }) },
        { weight: 1, arbitrary: fc.array(wish, { maxLength: 1 }) },
      ),
      mustPlace: fc.boolean(),
    }),
    { minLength: 5, maxLength: 5 },
  ),
  establishments: fc.array(
    fc.record({
      capacity: fc.tuple(seats, seats),
      order: fc.shuffledSubarray(CHILDREN, { minLength: 5 }),
      left: fc.integer({ min: 1, max: 31 }),
      points: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 5, maxLength: 5 }),
      tieBreak: fc.shuffledSubarray(CHILDREN),
      reserves: fc.array(rawReserve, { maxLength: 2 }),
      precedence: fc.constantFrom(undefined, 'reserved-first' as const, 'open-first' as const),
      queue: fc.constantFrom('skip' as const, 'strict' as const),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  locks: fc.array(fc.record({ child: fc.nat(4), entry: fc.option(entry) }), { minLength: 1, maxLength: 2 }),
});
type Raw = typeof raw extends fc.Arbitrary<infer T> ? T : never;
type RawEntry = Raw['locks'][number]['entry'] & object;

const chosen = <T>(list: readonly T[], bits: number): T[] => list.filter((_, index) => (bits >> index) & 1);
const some = <T>(list: readonly T[], bits: number): T[] =>
  chosen(list, bits).length === 0 ? [...list] : chosen(list, bits);

function seatsOf(value: number | readonly [number, number], week: readonly string[]): SeatNumbers {
  return typeof value === 'number'
    ? value
    : Object.fromEntries(week.map((slot, index) => [slot, value[index]!] as const).filter(([, places]) => places > 0));
}

function entryOf(one: RawEntry, { houses, week, sections, features: { entries } }: Raw): string | Entry {
  const at = HOUSES[one.at % houses]!;
  if (!entries || one.kind === 'id') return at;
  return {
    at,
    ...(['shorter', 'both'].includes(one.kind) && { slots: some(week, one.mask) }),
    ...(['section', 'both'].includes(one.kind) && { section: SECTIONS[one.section % sections]! }),
  };
}

function familiesOf(from: Raw, ids: readonly string[]): Record<string, Family> {
  const groups: string[][] = [];
  for (const [index, child] of ids.entries()) {
    const last = groups.at(-1);
    if (from.features.siblings && from.joins[index] && last && last.length < 3) last.push(child);
    else groups.push([child]);
  }
  return Object.fromEntries(
    groups.map((children, index) => {
      const { wishes, mustPlace } = from.families[index]!;
      const tuples = wishes.map(({ entries, out }): Wish =>
        children.map((_, position) =>
          from.features.partial && (out >> position) & 1 ? null : entryOf(entries[position]!, from),
        ),
      );
      return [`f${index}`, { children, wishes: tuples, ...(from.features.transfers && { mustPlace }) }];
    }),
  );
}

function establishmentOf(from: Raw, index: number, ids: readonly string[]): Establishment {
  const { features: on, week } = from;
  const one = from.establishments[index]!;
  const { order, points, tieBreak } = from.establishments[on.common ? 0 : index]!;
  const eligible = ids.filter((_, position) => !on.strangers || (one.left >> position) & 1);
  const reserves = one.reserves.map((reserve): Reserve => ({
    trait: TRAITS[reserve.trait]!,
    seats: seatsOf(reserve.seats, week),
    ...(reserve.section !== undefined && { section: SECTIONS[reserve.section]! }),
  }));
  return {
    capacity: Object.fromEntries(
      SECTIONS.slice(0, from.sections).map((section, position) => [section, seatsOf(one.capacity[position]!, week)]),
    ),
    ...(on.points
      ? {
          points: Object.fromEntries(eligible.map((child) => [child, points[CHILDREN.indexOf(child)]!])),
          tieBreak: tieBreak.filter((child) => ids.includes(child)),
        }
      : { order: order.filter((child) => eligible.includes(child)) }),
    ...(on.reserves && { reserves, ...(one.precedence && { precedence: one.precedence }) }),
    ...(on.strict && { queue: one.queue }),
  };
}

/** Adds the seats that are held now to the capacity, which has to include them. */
function withSeatsHeld(instance: Instance): Instance {
  const held = Object.entries(instance.children).flatMap(([id, { current }]) =>
    current ? [placeOf(instance, id, current)] : [],
  );
  const establishments = Object.entries(instance.establishments).map(([at, house]): [string, Establishment] => {
    const capacity = Object.fromEntries(
      Object.entries(house.capacity).map(([section, value]) => {
        const needed = (slot: string): number =>
          held.filter((place) => place.at === at && place.section === section && place.slots.includes(slot)).length;
        const most = Math.max(...instance.slots.map(needed));
        if (typeof value === 'number') return [section, Math.max(value, most)];
        return [
          section,
          Object.fromEntries(instance.slots.map((slot) => [slot, Math.max(value[slot] ?? 0, needed(slot))])),
        ];
      }),
    );
    return [at, { ...house, capacity }];
  });
  return { ...instance, establishments: Object.fromEntries(establishments) };
}

function build(from: Raw): Instance {
  const ids = CHILDREN.slice(0, from.size);
  const children = ids.map((id, index): [string, Child] => {
    const { section, mask: bits, traits, current } = from.children[index]!;
    return [
      id,
      {
        section: SECTIONS[section % from.sections]!,
        slots: some(from.week, bits),
        ...(from.features.reserves && { traits: chosen(TRAITS, traits) }),
        ...(from.features.transfers &&
          current !== undefined && { current: current === null ? null : HOUSES[current % from.houses]! }),
      },
    ];
  });
  const locks = from.locks.map(({ child, entry: one }): [string, Lock] => [
    ids[child % ids.length]!,
    one && entryOf(one, from),
  ]);
  return withSeatsHeld({
    slots: from.week,
    establishments: Object.fromEntries(
      HOUSES.slice(0, from.houses).map((id, index) => [id, establishmentOf(from, index, ids)]),
    ),
    children: Object.fromEntries(children),
    families: familiesOf(from, ids),
    ...(from.features.locks && { locks: Object.fromEntries(locks) }),
  });
}

export const anyInstance: fc.Arbitrary<Instance> = raw.map(build);

const plainFeatures = {
  partial: false,
  entries: false,
  transfers: false,
  reserves: false,
  strict: false,
  points: false,
  common: true,
  strangers: false,
  locks: false,
};

/** An instance of regime 1: one order for all units, brothers and sisters next to each other, and nothing else. */
export const regimeOne: fc.Arbitrary<Instance> = fc
  .tuple(raw, fc.boolean(), fc.boolean(), fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }))
  .map(([from, partial, entries, turns]) => {
    const instance = build({
      ...from,
      features: { ...plainFeatures, partial, entries, siblings: from.features.siblings },
    });
    const families = Object.values(instance.families);
    const order = turns.flatMap((turn) => families[turn]?.children ?? []);
    return {
      ...instance,
      establishments: Object.fromEntries(
        Object.entries(instance.establishments).map(([id, house]) => [id, { ...house, order }]),
      ),
    };
  });

/**
 * An instance with one half-day, no brothers and sisters and no reserves. Every unit has its own order and number of
 * seats.
 */
export const unitSeats: fc.Arbitrary<Instance> = fc
  .tuple(raw, fc.boolean())
  .map(([from, strangers]) =>
    build({
      ...from,
      week: WEEKS[0]!,
      features: { ...plainFeatures, common: false, strangers, points: from.features.points, siblings: false },
    }),
  );

/** An instance with any outcome, even a forbidden one, as members might make of a proposal. */
export const anyOutcome: fc.Arbitrary<{ instance: Instance; outcome: Outcome }> = fc
  .tuple(anyInstance, fc.array(fc.record({ pick: fc.nat(9), entry: fc.option(entry) }), { minLength: 5, maxLength: 5 }))
  .map(([instance, picks]) => ({ instance, outcome: decide(instance, picks) }));

/** Gives most children a wish as it is, and some a place of their own. */
function decide(instance: Instance, picks: readonly { pick: number; entry: RawEntry | null }[]): Outcome {
  const outcome = new Map<string, Place | null>();
  for (const { children } of Object.values(instance.families)) for (const child of children) outcome.set(child, null);
  for (const [index, [family, { children }]] of Object.entries(instance.families).entries()) {
    const { pick, entry: one } = picks[index]!;
    const list = wishList(instance, family);
    const tuple = list[pick % (list.length + 1)];
    for (const [position, child] of children.entries()) outcome.set(child, tuple?.[position] ?? null);
    if (pick === 9 && one)
      outcome.set(
        children[0]!,
        placeOf(instance, children[0]!, HOUSES[one.at % Object.keys(instance.establishments).length]!),
      );
  }
  return outcome;
}
