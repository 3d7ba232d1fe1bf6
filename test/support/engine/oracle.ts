import type {
  Entry,
  Establishment,
  Instance,
  Lock,
  Place,
  SeatNumbers,
} from '../../../src/commissions/matching/instance/instance.js';

/**
 * Judges engine and checker on instances of a handful of children. Each function is one sentence of docs/engine.md,
 * written as literally as possible. It tries every outcome of an instance, one after the other.
 */
export type Outcome = ReadonlyMap<string, Place | null>;
type Tuple = readonly (Place | null)[];
export interface LiteralClaim {
  readonly family: string;
  readonly wish: number;
}

/** "Who holds one holds the same half-day of every later period the instance lists." */
function halfDays(instance: Instance, slots: readonly string[]): string[] {
  const later = instance.slots.filter((listed) =>
    slots.some(
      (slot) =>
        listed.includes('/') &&
        slot.includes('/') &&
        listed.split('/')[1] === slot.split('/')[1] &&
        listed.split('/')[0]! > slot.split('/')[0]!,
    ),
  );
  return Array.from(new Set([...slots, ...later])).sort();
}

export function placeOf(instance: Instance, child: string, entry: string | Entry): Place {
  const { section, slots } = instance.children[child]!;
  if (typeof entry === 'string') return { at: entry, section, slots: halfDays(instance, slots) };
  return { at: entry.at, section: entry.section ?? section, slots: halfDays(instance, entry.slots ?? slots) };
}

const samePlace = (a: Place | null, b: Place | null): boolean =>
  a === null || b === null ? a === b : a.at === b.at && a.section === b.section && a.slots.join() === b.slots.join();
const sameTuple = (a: Tuple, b: Tuple): boolean =>
  a.length === b.length && a.every((place, index) => samePlace(place, b[index]!));
const sameUnit = (a: Place | null, b: Place | null): boolean =>
  a !== null && b !== null && a.at === b.at && a.section === b.section;

function guaranteed(instance: Instance, family: string): Tuple | undefined {
  const { children, mustPlace } = instance.families[family]!;
  if (!mustPlace) return undefined;
  return children.map((child) =>
    instance.children[child]!.current ? placeOf(instance, child, instance.children[child]!.current!) : null,
  );
}

export function wishList(instance: Instance, family: string): Tuple[] {
  const { children, wishes } = instance.families[family]!;
  const list: Tuple[] = wishes.map((wish) =>
    wish.map((entry, index) => (entry === null ? null : placeOf(instance, children[index]!, entry))),
  );
  const today = guaranteed(instance, family);
  if (today) list.push(today);
  return list.filter((tuple, index) => list.findIndex((earlier) => sameTuple(earlier, tuple)) === index);
}

const outcomeOf = (instance: Instance, family: string, outcome: Outcome): Tuple =>
  instance.families[family]!.children.map((child) => outcome.get(child) ?? null);

function preferred(instance: Instance, family: string, outcome: Outcome): Tuple[] {
  const list = wishList(instance, family);
  const standing = list.findIndex((tuple) => sameTuple(tuple, outcomeOf(instance, family, outcome)));
  return standing === -1 ? list : list.slice(0, standing);
}

/** The children of an establishment, best first. */
export function orderOf({ order, points, tieBreak = [] }: Establishment): readonly string[] {
  if (order) return order;
  const tie = (child: string): number => (tieBreak.includes(child) ? tieBreak.indexOf(child) : tieBreak.length);
  return Object.keys(points!).sort((a, b) => points![b]! - points![a]! || tie(a) - tie(b) || (a < b ? -1 : 1));
}

const seatsOn = (seats: SeatNumbers | undefined, slot: string): number =>
  typeof seats === 'number' ? seats : (seats?.[slot] ?? 0);

/** Children with the place that each holds or asks for in one unit. */
type Crowd = ReadonlyMap<string, Place>;

/** Applies the choice rule of a unit walk by walk. @returns the children taken */
export function picked(instance: Instance, unit: Place, crowd: Crowd): string[] {
  const house = instance.establishments[unit.at]!;
  const taken: { child: string; walk: number }[] = [];
  const holding = (slot: string, walk?: number): number =>
    taken.filter((one) => (walk === undefined || one.walk === walk) && crowd.get(one.child)!.slots.includes(slot))
      .length;
  const placesLeft = (slot: string): number => seatsOn(house.capacity[unit.section], slot) - holding(slot);

  const walk = (number: number, list: readonly string[], room: (slot: string) => number): void => {
    for (const child of list) {
      if (taken.some((one) => one.child === child)) continue;
      const fits = crowd.get(child)!.slots.every((slot) => room(slot) > 0 && placesLeft(slot) > 0);
      if (fits) taken.push({ child, walk: number });
      if (!fits && house.queue === 'strict') break;
    }
  };

  const everybody = orderOf(house).filter((child) => crowd.has(child));
  const reserves = (house.reserves ?? []).filter(({ section }) => section === undefined || section === unit.section);
  if (house.precedence === 'open-first') {
    const open = (slot: string): number =>
      Math.max(
        0,
        seatsOn(house.capacity[unit.section], slot) -
          reserves.reduce((sum, { seats }) => sum + seatsOn(seats, slot), 0),
      );
    walk(-1, everybody, (slot) => open(slot) - holding(slot, -1));
  }
  for (const [number, { trait, seats }] of reserves.entries()) {
    walk(
      number,
      everybody.filter((child) => instance.children[child]!.traits?.includes(trait)),
      (slot) => seatsOn(seats, slot) - holding(slot, number),
    );
  }
  walk(reserves.length, everybody, placesLeft);
  return taken.map(({ child }) => child);
}

/** The children who hold a place in the unit or ask for one, without those whose places are given back. */
function crowdOf(
  outcome: Outcome,
  unit: Place,
  givenBack: readonly string[],
  asking: readonly (readonly [string, Place])[],
): Crowd {
  const stay = [...outcome].filter(
    (held): held is [string, Place] => sameUnit(held[1], unit) && !givenBack.includes(held[0]),
  );
  return new Map([...stay, ...asking]);
}

/**
 * "In a strict unit it has no claim while a child of another family, ranked there above one of the children of w
 * there…"
 */
function heldUp(instance: Instance, outcome: Outcome, family: string, unit: Place, asking: readonly string[]): boolean {
  const house = instance.establishments[unit.at]!;
  if (house.queue !== 'strict') return false;
  const order = orderOf(house);
  for (const [other, { children }] of Object.entries(instance.families)) {
    if (other === family) continue;
    for (const wish of preferred(instance, other, outcome)) {
      for (const [index, place] of wish.entries()) {
        const child = children[index]!;
        if (!sameUnit(place, unit) || !order.includes(child)) continue;
        if (!asking.some((one) => order.indexOf(child) < order.indexOf(one))) continue;
        if (!picked(instance, unit, crowdOf(outcome, unit, children, [[child, place!]])).includes(child)) return true;
      }
    }
  }
  return false;
}

function isJustified(instance: Instance, outcome: Outcome, family: string, wish: Tuple): boolean {
  const { children } = instance.families[family]!;
  return wish.every((unit) => {
    if (unit === null) return true;
    const asking = children.flatMap((child, index) =>
      sameUnit(wish[index]!, unit) ? [[child, wish[index]!] as const] : [],
    );
    const names = asking.map(([child]) => child);
    const eligible = names.every((child) => orderOf(instance.establishments[unit.at]!).includes(child));
    const chosen = picked(instance, unit, crowdOf(outcome, unit, children, asking));
    return (
      eligible && names.every((child) => chosen.includes(child)) && !heldUp(instance, outcome, family, unit, names)
    );
  });
}

export function literalClaims(instance: Instance, outcome: Outcome, atMost = Infinity): LiteralClaim[] {
  const claims: LiteralClaim[] = [];
  for (const family of Object.keys(instance.families).sort()) {
    for (const [wish, tuple] of preferred(instance, family, outcome).entries()) {
      if (isJustified(instance, outcome, family, tuple)) claims.push({ family, wish });
      if (claims.length >= atMost) return claims;
    }
  }
  return claims;
}

/** Half-days with more children than places, as `at section slot held places`. */
export function literalOverfull(instance: Instance, outcome: Outcome): string[] {
  const held = [...outcome.values()].flatMap((place) =>
    place === null ? [] : place.slots.map((slot) => ({ place, slot })),
  );
  const lines = held.map(({ place, slot }) => {
    const count = held.filter((other) => sameUnit(other.place, place) && other.slot === slot).length;
    const seats = seatsOn(instance.establishments[place.at]!.capacity[place.section], slot);
    return count > seats ? `${place.at} ${place.section} ${slot} ${count} ${seats}` : '';
  });
  return Array.from(new Set(lines))
    .filter((line) => line !== '')
    .sort();
}

/**
 * "A locked child holds exactly that"; an establishment means the best wish there, else the child's own section and
 * week.
 */
function lockedPlace(instance: Instance, family: string | undefined, child: string, lock: Lock): Place | null {
  if (lock === null || typeof lock !== 'string') return lock && placeOf(instance, child, lock);
  const { children, wishes } = family === undefined ? { children: [], wishes: [] } : instance.families[family]!;
  const entries = wishes.map((wish) => wish[children.indexOf(child)] ?? null);
  return placeOf(
    instance,
    child,
    entries.find((entry) => entry !== null && (typeof entry === 'string' ? entry : entry.at) === lock) ?? lock,
  );
}

/** What can be proposed to a family, best first. Nothing beyond its locks comes last. */
export function options(instance: Instance, family: string): Tuple[] {
  const { children } = instance.families[family]!;
  const locks = instance.locks ?? {};
  const locked = children.map((child) =>
    child in locks ? { place: lockedPlace(instance, family, child, locks[child]!) } : undefined,
  );
  const agrees = (tuple: Tuple): boolean =>
    tuple.every((place, index) => !locked[index] || samePlace(place, locked[index].place));
  const today = guaranteed(instance, family);
  const eligible = (tuple: Tuple): boolean =>
    tuple.every(
      (place, index) =>
        place === null || locked[index] || orderOf(instance.establishments[place.at]!).includes(children[index]!),
    );
  const list = wishList(instance, family);
  if (today && agrees(today)) {
    const last = list.findIndex((tuple) => sameTuple(tuple, today));
    return upToNothing(
      list.slice(0, last + 1).filter((tuple, index) => agrees(tuple) && (index === last || eligible(tuple))),
    );
  }
  const nothing: Tuple = locked.map((lock) => lock?.place ?? null);
  return [
    ...upToNothing(list.filter((tuple) => agrees(tuple) && eligible(tuple))).filter(
      (tuple) => !sameTuple(tuple, nothing),
    ),
    nothing,
  ];
}

/** "What stands after it is never proposed." */
function upToNothing(list: readonly Tuple[]): Tuple[] {
  const nothing = list.findIndex((tuple) => tuple.every((place) => place === null));
  return nothing === -1 ? [...list] : list.slice(0, nothing + 1);
}

/**
 * Every outcome that can be proposed. On a half-day with more children than places, only locked children and guaranteed
 * places may be held.
 */
export function* outcomes(instance: Instance): Generator<Outcome> {
  const families = Object.keys(instance.families);
  const alone = Object.keys(instance.children).filter(
    (child) => !families.some((family) => instance.families[family]!.children.includes(child)),
  );
  const settled = new Map(
    alone.map((child) => [child, lockedPlace(instance, undefined, child, instance.locks?.[child] ?? null)]),
  );

  function* from(index: number, outcome: Map<string, Place | null>): Generator<Outcome> {
    if (!canStand(instance, outcome)) return;
    const family = families[index];
    if (family === undefined) return yield outcome;
    for (const option of options(instance, family)) {
      yield* from(
        index + 1,
        new Map([
          ...outcome,
          ...instance.families[family]!.children.map((child, position) => [child, option[position]!] as const),
        ]),
      );
    }
  }
  yield* from(0, settled);
}

function canStand(instance: Instance, outcome: Outcome): boolean {
  const over = literalOverfull(instance, outcome);
  if (over.length === 0) return true;
  return [...outcome].every(([child, place]) => {
    if (place === null || child in (instance.locks ?? {})) return true;
    const isOver = place.slots.some((slot) =>
      over.some((line) => line.startsWith(`${place.at} ${place.section} ${slot} `)),
    );
    return !isOver || isGuaranteed(instance, outcome, child);
  });
}

/** Whether an outcome is one of those that can be proposed. */
export function isLawful(instance: Instance, outcome: Outcome): boolean {
  const allowed = Object.keys(instance.families).every((family) =>
    options(instance, family).some((option) => sameTuple(option, outcomeOf(instance, family, outcome))),
  );
  return allowed && outcome.size === Object.keys(instance.children).length && canStand(instance, outcome);
}

/** Whether the child's family holds its guaranteed wish. */
function isGuaranteed(instance: Instance, outcome: Outcome, child: string): boolean {
  const family = Object.keys(instance.families).find((one) => instance.families[one]!.children.includes(child));
  const today = family === undefined ? undefined : guaranteed(instance, family);
  return today !== undefined && sameTuple(today, outcomeOf(instance, family!, outcome));
}

/** How many children there are more than places, over all half-days. */
function crowding(instance: Instance, outcome: Outcome): number {
  return literalOverfull(instance, outcome).reduce((sum, line) => {
    const [held, places] = line.split(' ').slice(-2).map(Number);
    return sum + held! - places!;
  }, 0);
}

/** Of all outcomes that overfill least, the number of claims of the one with the fewest. */
export function fewestClaims(instance: Instance): { claims: number; crowding: number } {
  const all = [...outcomes(instance)];
  const least = Math.min(...all.map((outcome) => crowding(instance, outcome)));
  let claims = Infinity;
  for (const outcome of all) {
    if (claims > 0 && crowding(instance, outcome) === least)
      claims = Math.min(claims, literalClaims(instance, outcome, claims).length);
  }
  return { claims, crowding: least };
}

/** All outcomes without a claim. */
export function fairOutcomes(instance: Instance): Outcome[] {
  return [...outcomes(instance)].filter(
    (outcome) => literalClaims(instance, outcome, 1).length === 0 && literalOverfull(instance, outcome).length === 0,
  );
}
