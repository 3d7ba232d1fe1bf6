import type {
  Child,
  Entry,
  Establishment,
  Family,
  Instance,
  Wish,
} from '../../../src/commissions/matching/instance/instance.js';

/** Random numbers in [0, 1) from a seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface MediumShape {
  readonly children: number;
  readonly establishments: number;
  /** How many establishments in a thousand have a strict queue. */
  readonly strict: number;
  readonly reserves: number;
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'].flatMap((day) => [`${day}-am`, `${day}-pm`]);
const SECTIONS = ['babies', 'toddlers'];

/**
 * An instance like a town's session: weeks of several days, brothers and sisters, shorter weeks, transfers, reserves,
 * and fewer places than children.
 */
export function mediumInstance(
  seed: number,
  { children: size, establishments: houses, strict, reserves }: MediumShape,
): Instance {
  const number = numbersFrom(seed);
  const upTo = (below: number): number => Math.floor(number() * below);
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => [number(), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  const chance = (thousandths: number): boolean => upTo(1000) < thousandths;
  const days = (): string[] => {
    const half = chance(300);
    const kept = shuffled([0, 1, 2, 3, 4])
      .slice(0, 1 + upTo(5))
      .sort();
    return kept.flatMap((day) => (half ? [WEEK[day * 2]!] : [WEEK[day * 2]!, WEEK[day * 2 + 1]!]));
  };
  const ids = Array.from({ length: size }, (_, index) => `c${String(index).padStart(2, '0')}`);
  const places = Array.from({ length: houses }, (_, index) => `H${index}`);
  const children: Record<string, Child> = Object.fromEntries(
    ids.map((id) => [
      id,
      { section: SECTIONS[upTo(2)]!, slots: days(), traits: ['insertion', 'adaptation'].filter(() => chance(200)) },
    ]),
  );
  const families: Record<string, Family> = {};
  for (let at = 0; at < size;) {
    const own = ids.slice(at, at + (chance(200) ? 2 : 1));
    at += own.length;
    const entryAt = (id: string, place: string): string | Entry =>
      chance(150) ? { at: place, slots: children[id]!.slots.slice(0, 2) } : place;
    const wishes: Wish[] = shuffled(places)
      .slice(0, 1 + upTo(Math.min(5, houses)))
      .map((place) => own.map((id) => entryAt(id, place)));
    if (own.length > 1 && chance(500)) wishes.push([wishes[0]![0]!, null]);
    const transfers = chance(60);
    if (transfers) for (const id of own) children[id] = { ...children[id]!, current: places[upTo(houses)]! };
    families[`f${own[0]}`] = { children: own, wishes, ...(transfers && { mustPlace: true }) };
  }
  const establishments: Record<string, Establishment> = Object.fromEntries(
    places.map((place) => {
      const held = (section: string, slot: string): number =>
        ids.filter(
          (id) =>
            children[id]!.current === place && children[id]!.section === section && children[id]!.slots.includes(slot),
        ).length;
      const seats = Math.max(1, Math.round((size / houses / SECTIONS.length) * 0.4));
      return [
        place,
        {
          capacity: Object.fromEntries(
            SECTIONS.map((section) => [
              section,
              Object.fromEntries(WEEK.map((slot) => [slot, Math.max(held(section, slot), seats - upTo(2))])),
            ]),
          ),
          order: shuffled(ids),
          ...(chance(reserves) && {
            reserves: [{ trait: 'insertion', seats: 1 }, ...(chance(300) ? [{ trait: 'adaptation', seats: 1 }] : [])],
            precedence: chance(500) ? ('open-first' as const) : ('reserved-first' as const),
          }),
          ...(chance(strict) && { queue: 'strict' as const }),
        },
      ];
    }),
  );
  return { slots: WEEK, establishments, children, families };
}
