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

/** Finds what may keep a child from having its half-days. */
export class Obstacles {
  private readonly valuesAt = new Map<number, ValueThere[]>();

  /** @param state without the families of the search */
  constructor(
    private readonly state: SearchState,
    values: Values,
  ) {
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
    const coming = (this.valuesAt.get(unit) ?? []).filter((rival) => entryFamily[rival.entry] !== entryFamily[entry]);
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
        const rivals = (counted: (other: number) => boolean): number[][] =>
          this.byChild(coming.filter((rival) => counted(rival.entry) && this.state.isOn(rival.entry, slot)));
        return {
          needed: seats(slot) - standing(counts),
          rivals: rivals(counts),
          below: { sure: standing(passes), rivals: rivals(passes), seats: seatsForPassing(rule, slot) },
        };
      });
    const placesOn = (slot: number): number => places[unit * slots + slot]!;
    const last = way(placesOn, isAbove, (other) => !isAbove(other) && this.mayPass(unit, other));
    if (rule === null || rule.reserves.length === 0 || rule.strict) return [last];
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

  /** Groups the values by child, because a child takes a seat once, whichever of its values comes true. */
  private byChild(rivals: readonly ValueThere[]): number[][] {
    const children = new Map<number, number[]>();
    for (const { value, entry } of rivals) {
      const child = this.state.problem.entryChild[entry]!;
      children.set(child, [...(children.get(child) ?? []), value]);
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
