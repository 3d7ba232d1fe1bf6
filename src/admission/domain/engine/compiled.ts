import { type Entry, type Establishment, type Family, type Instance, type Lock, type Precedence, type Reserve, type Seats, type Wish } from '../instance.js';
import { byCodeUnits, halfDaysOf, type HalfDays } from './half-days.js';
import { compareOrders, ranksOf } from './orders.js';

/** A reserve of one unit: its seats by half-day, and who has its trait. */
export interface UnitReserve {
  readonly trait: string;
  readonly seats: Int32Array;
  /** By child. */
  readonly has: Uint8Array;
}

/** A unit whose choice rule is more than a walk of everybody that skips. */
export interface UnitRule {
  readonly reserves: readonly UnitReserve[];
  readonly precedence: Precedence;
  readonly strict: boolean;
}

/** A child that its establishment's order does not list. */
export const NOT_RANKED = 0x7fffffff;
/** Stands above every order: a place that members fixed or that the family keeps. */
export const FIRST = -1;

/**
 * An instance in flat arrays. Units, families and children are numbered by the code units of their ids; wishes of all families follow each
 * other, and so do the entries of all wishes (one per child that a wish names).
 */
export interface Compiled {
  readonly halfDays: HalfDays;
  readonly childIds: readonly string[];
  readonly familyIds: readonly string[];
  readonly unitAt: readonly string[];
  readonly unitSection: readonly string[];
  /** Places by unit × half-day. */
  readonly places: Int32Array;
  /** Null for a plain unit. */
  readonly rules: readonly (UnitRule | null)[];
  /** Family → its wishes `from … to - 1`; the last may be a fallback that is no wish of the family. */
  readonly wishFrom: Int32Array;
  /** Wishes of the family itself: `wishFrom[f] … ownTo[f] - 1`; claims speak of these only. */
  readonly ownTo: Int32Array;
  /** May be proposed: every child eligible, no lock against it, not worse than what is guaranteed. */
  readonly open: Uint8Array;
  readonly entryFrom: Int32Array;
  readonly entryChild: Int32Array;
  readonly entryUnit: Int32Array;
  /** In the unit's order. */
  readonly rank: Int32Array;
  /** As `rank`, or FIRST for what nobody can take away. */
  readonly priority: Int32Array;
  readonly entryFamily: Int32Array;
  /** Fixed by members: there whatever the room. */
  readonly locked: Uint8Array;
  /** `halfDays.words` numbers per entry. */
  readonly masks: Int32Array;
  /** Establishments all rank the same way, with nothing that sets one child apart: docs/engine.md, regime 1. */
  readonly oneOrder: boolean;
}

/** A place in numbers. */
interface Cell { readonly child: number; readonly unit: number; readonly mask: Int32Array }
type Tuple = readonly (Cell | null)[];

const sameCell = (a: Cell | null, b: Cell | null): boolean =>
  a === b || (a !== null && b !== null && a.unit === b.unit && (a.mask === b.mask || a.mask.every((word, index) => word === b.mask[index])));
const sameTuple = (a: Tuple, b: Tuple): boolean => a.every((cell, index) => sameCell(cell, b[index]!));

const seatsOn = (seats: Seats, names: readonly string[]): Int32Array =>
  Int32Array.from(names, (name) => (typeof seats === 'number' ? seats : Object.hasOwn(seats, name) ? seats[name]! : 0));

/** Numbers and collects the units of an instance; one that only a wish names has no place at all. */
class Units {
  readonly at: string[] = [];
  readonly section: string[] = [];
  private readonly numbers = new Map<string, Map<string, number>>();

  constructor(private readonly instance: Instance) {
    for (const at of Object.keys(instance.establishments).sort(byCodeUnits)) {
      this.numbers.set(at, new Map());
      for (const section of Object.keys(instance.establishments[at]!.capacity).sort(byCodeUnits)) this.numberOf(at, section);
    }
  }

  numberOf(at: string, section: string): number {
    const sections = this.numbers.get(at)!;
    const known = sections.get(section);
    if (known !== undefined) return known;
    sections.set(section, this.at.length);
    this.section.push(section);
    return this.at.push(at) - 1;
  }

  places(names: readonly string[]): Int32Array {
    const places = new Int32Array(this.at.length * names.length);
    for (const [unit, at] of this.at.entries()) {
      const { capacity } = this.instance.establishments[at]!;
      const section = this.section[unit]!;
      if (Object.hasOwn(capacity, section)) places.set(seatsOn(capacity[section]!, names), unit * names.length);
    }
    return places;
  }

  rules(names: readonly string[], childIds: readonly string[]): (UnitRule | null)[] {
    const traits = new Map<string, Uint8Array>();
    const traitOf = (trait: string): Uint8Array => {
      let has = traits.get(trait);
      if (!has) traits.set(trait, (has = Uint8Array.from(childIds, (id) => Number(this.instance.children[id]!.traits?.includes(trait) ?? false))));
      return has;
    };
    return this.at.map((at, unit) => {
      const { reserves = [], precedence = 'reserved-first', queue = 'skip' }: Establishment = this.instance.establishments[at]!;
      const own = reserves.filter((reserve: Reserve) => reserve.section === undefined || reserve.section === this.section[unit]);
      if (own.length === 0 && queue === 'skip') return null;
      return { precedence, strict: queue === 'strict', reserves: own.map((reserve) => ({ trait: reserve.trait, seats: seatsOn(reserve.seats, names), has: traitOf(reserve.trait) })) };
    });
  }
}

/** The wishes of one family in numbers, with what locks and guarantees make of them. */
interface FamilyWishes {
  readonly tuples: readonly Tuple[];
  /** How many of them are the family's own: a fallback after them holds what members fixed. */
  readonly own: number;
  readonly open: readonly boolean[];
  /** Position of what nobody can take away; -1 when there is none. */
  readonly kept: number;
  /** By child of the family; undefined is not locked. */
  readonly locked: readonly (Cell | null | undefined)[];
}

type ToCell = (child: string, entry: string | Entry | null) => Cell | null;

/** An establishment alone stands for the child's best wish there, else for its own section and week. */
function lockedEntry({ children, wishes }: Family, child: string, lock: Lock): string | Entry | null {
  if (typeof lock !== 'string') return lock;
  const entries = wishes.map((wish) => wish[children.indexOf(child)]!);
  return entries.find((entry) => (typeof entry === 'string' ? entry : entry?.at) === lock) ?? lock;
}

function wishesIn(instance: Instance, family: Family, toCell: ToCell): FamilyWishes {
  const { children } = family;
  const tupleOf = (wish: Wish): Tuple => wish.map((entry, index) => toCell(children[index]!, entry));
  const tuples: Tuple[] = [];
  const add = (tuple: Tuple): number => {
    const known = tuples.findIndex((one) => sameTuple(one, tuple));
    return known === -1 ? tuples.push(tuple) - 1 : known;
  };
  for (const wish of family.wishes) add(tupleOf(wish));
  let kept = family.mustPlace === true ? add(tupleOf(children.map((child) => instance.children[child]!.current ?? null))) : -1;
  const own = tuples.length;
  const locks = instance.locks ?? {};
  const locked = children.map((child) => (Object.hasOwn(locks, child) ? toCell(child, lockedEntry(family, child, locks[child]!)) : undefined));
  const open = tuples.map((tuple) => locked.every((cell, index) => cell === undefined || sameCell(cell, tuple[index]!)));
  if (locked.some((cell) => cell !== undefined) && (kept === -1 || !open[kept])) {
    kept = tuples.push(locked.map((cell) => cell ?? null)) - 1;
    open.push(true);
  }
  if (kept !== -1) open.fill(false, kept + 1);
  const nothing = tuples.findIndex((tuple, index) => open[index] && tuple.every((cell) => cell === null));
  if (nothing !== -1) open.fill(false, nothing + 1);
  return { tuples, own, open, kept, locked };
}

function cellsOf(instance: Instance, halfDays: HalfDays, units: Units, numberOfChild: ReadonlyMap<string, number>): ToCell {
  const maskOf = (slots: readonly string[]): Int32Array => {
    const mask = new Int32Array(halfDays.words);
    for (const slot of slots) {
      const bits = halfDays.masks.get(slot)!;
      for (let word = 0; word < halfDays.words; word += 1) mask[word]! |= bits[word]!;
    }
    return mask;
  };
  const own = new Map<string, Int32Array>();
  const ownMask = (child: string): Int32Array => {
    let mask = own.get(child);
    if (!mask) own.set(child, (mask = maskOf(instance.children[child]!.slots)));
    return mask;
  };
  return (child: string, entry: string | Entry | null): Cell | null => {
    if (entry === null) return null;
    const { section } = instance.children[child]!;
    const number = numberOfChild.get(child)!;
    if (typeof entry === 'string') return { child: number, unit: units.numberOf(entry, section), mask: ownMask(child) };
    return { child: number, unit: units.numberOf(entry.at, entry.section ?? section), mask: entry.slots ? maskOf(entry.slots) : ownMask(child) };
  };
}

/** @param instance well formed (`instance-format.ts`) */
export function compile(instance: Instance): Compiled {
  const halfDays = halfDaysOf(instance.slots);
  const { words } = halfDays;
  const childIds = Object.keys(instance.children).sort(byCodeUnits);
  const familyIds = Object.keys(instance.families).sort(byCodeUnits);
  const numberOfChild = new Map(childIds.map((id, index) => [id, index]));
  const units = new Units(instance);
  const toCell = cellsOf(instance, halfDays, units, numberOfChild);
  const families = familyIds.map((id) => wishesIn(instance, instance.families[id]!, toCell));

  const wishes = families.reduce((sum, { tuples }) => sum + tuples.length, 0);
  const entries = families.reduce((sum, { tuples }) => sum + tuples.reduce((inner, tuple) => inner + tuple.length, 0), 0);
  const wishFrom = new Int32Array(familyIds.length + 1), ownTo = new Int32Array(familyIds.length);
  const open = new Uint8Array(wishes), entryFrom = new Int32Array(wishes + 1);
  const entryChild = new Int32Array(entries), entryUnit = new Int32Array(entries), entryFamily = new Int32Array(entries);
  const rank = new Int32Array(entries).fill(NOT_RANKED), priority = new Int32Array(entries), masks = new Int32Array(entries * words), lockedEntries = new Uint8Array(entries);
  let wish = 0, entry = 0;
  for (const [number, { tuples, own, open: opens }] of families.entries()) {
    ownTo[number] = wish + own;
    for (const [index, tuple] of tuples.entries()) {
      open[wish] = Number(opens[index]);
      for (const cell of tuple) {
        if (cell === null) continue;
        entryChild[entry] = cell.child;
        entryUnit[entry] = cell.unit;
        entryFamily[entry] = number;
        masks.set(cell.mask, entry * words);
        entry += 1;
      }
      wish += 1;
      entryFrom[wish] = entry;
    }
    wishFrom[number + 1] = wish;
  }
  const compiled = {
    halfDays, childIds, familyIds, unitAt: units.at, unitSection: units.section, places: units.places(halfDays.names), rules: units.rules(halfDays.names, childIds),
    wishFrom, ownTo, open, entryFrom, entryChild: entryChild.subarray(0, entry), entryUnit: entryUnit.subarray(0, entry), entryFamily: entryFamily.subarray(0, entry),
    rank: rank.subarray(0, entry), priority: priority.subarray(0, entry), masks: masks.subarray(0, entry * words), locked: lockedEntries.subarray(0, entry),
  };
  ranksOf(instance, compiled, numberOfChild);
  settle(compiled, families);
  return { ...compiled, oneOrder: compareOrders(instance) && compiled.rules.every((rule) => rule === null) && families.every(({ kept }) => kept === -1) };
}

/** What is guaranteed or locked stands first in every order; what an ineligible child would need cannot be proposed. */
function settle(compiled: Omit<Compiled, 'oneOrder'>, families: readonly FamilyWishes[]): void {
  const { rank, priority, open, entryFrom, wishFrom, locked: lockedEntries } = compiled;
  priority.set(rank);
  for (const [number, { kept, locked, tuples }] of families.entries()) {
    const from = wishFrom[number]!;
    for (const [index, tuple] of tuples.entries()) {
      const wish = from + index;
      let entry = entryFrom[wish]!;
      for (const [position, cell] of tuple.entries()) {
        if (cell === null) continue;
        if (locked[position] !== undefined && sameCell(locked[position], cell)) lockedEntries[entry] = 1;
        if (index === kept || lockedEntries[entry] === 1) priority[entry] = FIRST;
        else if (rank[entry] === NOT_RANKED) open[wish] = 0;
        entry += 1;
      }
    }
  }
}
