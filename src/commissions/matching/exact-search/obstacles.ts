import { NOT_RANKED, type UnitRule } from '../deferred-acceptance/match.js';
import { NOTHING, type SearchState } from './search-state.js';
import type { Values } from './outcomes.js';

/** What may keep a child from having one half-day. */
export interface Obstacle {
  /** How many more children have to take a seat before the child no longer fits. */
  readonly needed: number;
  /**
   * The children of other families ranked above, who may take a seat. For each of them, the values of the search with
   * which it does.
   */
  readonly rivals: readonly (readonly number[])[];
  /**
   * The children of other families who are ranked below and may nevertheless be taken earlier. `sure` of them already
   * hold a place, and `rivals` may still come (as above). At most `seats` of them can be taken earlier.
   */
  readonly below: { readonly sure: number; readonly rivals: readonly (readonly number[])[]; readonly seats: number };
}

/** The ways in which a child may be picked. A way is sure when none of its obstacles can still stand. */
export type Ways = readonly (readonly Obstacle[])[];

function present(rivals: Obstacle['rivals'], alive: Uint8Array): number {
  let count = 0;
  for (const rival of rivals) if (rival.some((value) => alive[value] === 1)) count += 1;
  return count;
}

export const canStand = ({ needed, rivals, below }: Obstacle, alive: Uint8Array): boolean =>
  present(rivals, alive) + Math.min(below.seats, below.sure + present(below.rivals, alive)) >= needed;

/** Whether the child is picked, whichever of the remaining values come true. */
export const isSure = (ways: Ways, alive: Uint8Array): boolean =>
  ways.some((way) => !way.some((obstacle) => canStand(obstacle, alive)));

/** A value of the search, with the entry that it takes in a unit. */
interface ValueThere {
  readonly value: number;
  readonly entry: number;
}

const nobody = (): boolean => false;
const NOBODY_BELOW: Obstacle['below'] = { sure: 0, rivals: [], seats: 0 };

/** Finds what may keep a child from having its half-days. */
export class Obstacles {
  private readonly valuesAt = new Map<number, ValueThere[]>();
  /** By half-day of a unit: the values that take a seat there, highest rank first. */
  private readonly valuesOn = new Map<number, readonly ValueThere[]>();
  /** By half-day of a unit, then by how many of its values rank above an entry: these values, by child. */
  private readonly shared = new Map<number, Map<number, Obstacle['rivals']>>();
  private readonly searched: ReadonlySet<number>;

  /** @param state without the families of the search */
  constructor(
    private readonly state: SearchState,
    values: Values,
  ) {
    this.searched = new Set(values.families);
    for (const [value, wish] of values.wish.entries()) {
      if (wish === NOTHING) continue;
      for (const entry of state.entriesOf(wish)) {
        const unit = state.problem.entryUnit[entry]!;
        const list = this.valuesAt.get(unit);
        if (list) list.push({ value, entry });
        else this.valuesAt.set(unit, [{ value, entry }]);
      }
    }
  }

  /**
   * The ways in which an entry may be picked. One is the last walk, in which every child has a turn. In a unit with
   * reserves that skips, each reserve of the child is another way, and so are the open seats when they come first.
   * @param entries the entries of its family that ask at the same time
   */
  waysOf(entry: number, entries: readonly number[]): Ways {
    const {
      problem: { entryUnit, entryChild, entryFamily, places, rules, rank },
      holders,
      slots,
    } = this.state;
    const unit = entryUnit[entry]!,
      rule = rules[unit]!;
    const siblings = entries.filter((other) => other !== entry && entryUnit[other] === unit);
    const there = [...holders[unit]!.filter((other) => entryFamily[other] !== entryFamily[entry]), ...siblings];
    const isAbove = (other: number): boolean => rank[other]! < rank[entry]!;
    /**
     * The obstacles of one way, for each half-day of the entry. `seats` are the seats that this way gives, `counts`
     * tells which children above take one of them, and `passes` which children below may.
     */
    const way = (
      seats: (slot: number) => number,
      counts: (other: number) => boolean,
      passes: (other: number) => boolean,
    ): Obstacle[] =>
      this.state.slotsOf(entry).map((slot) => {
        const standing = (counted: (other: number) => boolean): number =>
          there.filter((other) => counted(other) && this.state.isOn(other, slot)).length;
        return {
          needed: seats(slot) - standing(counts),
          rivals: counts === isAbove ? this.rivalsAbove(entry, slot) : this.rivalsAmong(entry, slot, counts),
          below:
            passes === nobody
              ? NOBODY_BELOW
              : {
                  sure: standing(passes),
                  rivals: this.rivalsAmong(entry, slot, passes),
                  seats: seatsForPassing(rule, slot),
                },
        };
      });
    const placesOn = (slot: number): number => places[unit * slots + slot]!;
    if (rule === null || rule.reserves.length === 0) return [way(placesOn, isAbove, nobody)];
    const last = way(placesOn, isAbove, (other) => !isAbove(other) && this.mayPass(unit, other));
    if (rule.strict) return [last];
    const reserved = (slot: number, before = rule.reserves.length): number =>
      rule.reserves.slice(0, before).reduce((sum, { seats }) => sum + seats[slot]!, 0);
    const open = (slot: number): number =>
      rule.precedence === 'open-first' ? Math.max(0, placesOn(slot) - reserved(slot)) : 0;
    const own = rule.reserves.flatMap(({ seats, has }, index): Obstacle[][] =>
      has[entryChild[entry]!] === 0
        ? []
        : [
            way(
              (slot) => Math.min(seats[slot]!, placesOn(slot) - open(slot) - reserved(slot, index)),
              (other) => isAbove(other) && has[entryChild[other]!] === 1,
              nobody,
            ),
          ],
    );
    return rule.precedence === 'open-first' ? [way(open, isAbove, nobody), ...own, last] : [...own, last];
  }

  /**
   * The values of other families that rank above an entry and take a seat on a half-day. Entries of families outside
   * the search share one list with all that stand below the same values. A list for each was gigabytes, in a session of
   * 2,000 children who may wait until later months.
   */
  private rivalsAbove(entry: number, slot: number): Obstacle['rivals'] {
    const { rank, entryUnit, entryFamily } = this.state.problem;
    const isAbove = (other: number): boolean => rank[other]! < rank[entry]!;
    if (this.searched.has(entryFamily[entry]!)) return this.rivalsAmong(entry, slot, isAbove);
    const coming = this.comingOn(entryUnit[entry]!, slot);
    const first = coming.findIndex((rival) => !isAbove(rival.entry));
    const above = first === -1 ? coming.length : first;
    const cell = entryUnit[entry]! * this.state.slots + slot;
    let lists = this.shared.get(cell);
    if (!lists) this.shared.set(cell, (lists = new Map()));
    let rivals = lists.get(above);
    if (!rivals) lists.set(above, (rivals = this.byChild(coming.slice(0, above))));
    return rivals;
  }

  private rivalsAmong(entry: number, slot: number, counted: (other: number) => boolean): Obstacle['rivals'] {
    const { entryUnit, entryFamily } = this.state.problem;
    return this.byChild(
      this.comingOn(entryUnit[entry]!, slot).filter(
        (rival) => entryFamily[rival.entry] !== entryFamily[entry] && counted(rival.entry),
      ),
    );
  }

  private comingOn(unit: number, slot: number): readonly ValueThere[] {
    const cell = unit * this.state.slots + slot;
    const known = this.valuesOn.get(cell);
    if (known) return known;
    const { rank } = this.state.problem;
    const coming = (this.valuesAt.get(unit) ?? [])
      .filter(({ entry }) => this.state.isOn(entry, slot))
      .sort((a, b) => rank[a.entry]! - rank[b.entry]!);
    this.valuesOn.set(cell, coming);
    return coming;
  }

  /** Groups the values by child, because a child takes a seat once, whichever of its values comes true. */
  private byChild(rivals: readonly ValueThere[]): number[][] {
    const children = new Map<number, number[]>();
    for (const { value, entry } of rivals) {
      const child = this.state.problem.entryChild[entry]!;
      const values = children.get(child);
      if (values) values.push(value);
      else children.set(child, [value]);
    }
    return [...children.values()];
  }

  /**
   * Whether a child that is ranked below may be taken earlier: on a seat reserved for it, or on any seat when open
   * seats come first.
   */
  private mayPass(unit: number, other: number): boolean {
    const rule = this.state.problem.rules[unit];
    if (!rule || rule.reserves.length === 0 || this.state.problem.rank[other] === NOT_RANKED) return false;
    return (
      rule.precedence === 'open-first' ||
      rule.reserves.some((reserve) => reserve.has[this.state.problem.entryChild[other]!] === 1)
    );
  }
}

const seatsForPassing = (rule: UnitRule | null, slot: number): number =>
  rule?.precedence === 'reserved-first' ? rule.reserves.reduce((sum, { seats }) => sum + seats[slot]!, 0) : Infinity;
