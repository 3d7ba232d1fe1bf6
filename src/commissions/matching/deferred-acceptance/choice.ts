import { FIRST, NOT_RANKED, type Compiled } from './compiled.js';
import { slotsOf } from './entry-slots.js';
import type { UnitRule } from './units.js';

const PLAIN: UnitRule = { reserves: [], precedence: 'reserved-first', strict: false };

/** The places left, by half-day. */
type Room = Int32Array;

/** A seat that is not reserved. */
export const OPEN_SEAT = -1;

export interface Choices {
  /** By entry taken: the reserve whose seat it uses (its position in the list of the unit), or OPEN_SEAT. */
  readonly picked: ReadonlyMap<number, number>;
  /**
   * By entry not taken: the half-days without room at its turn for the open seats. In a strict unit, the list is empty
   * for those behind the first who did not fit.
   */
  readonly lacking: ReadonlyMap<number, readonly number[]>;
  /**
   * By entry not taken: the fewest half-days that it lacked at any of its turns, including those for reserved seats.
   */
  readonly least: ReadonlyMap<number, readonly number[]>;
}

class Choice implements Choices {
  readonly picked = new Map<number, number>();
  readonly lacking = new Map<number, readonly number[]>();
  readonly least = new Map<number, readonly number[]>();
  private readonly slots: number;

  constructor(
    private readonly problem: Compiled,
    unit: number,
    private readonly strict: boolean,
  ) {
    this.slots = problem.halfDays.names.length;
    this.places = problem.places.slice(unit * this.slots, (unit + 1) * this.slots);
  }

  readonly places: Room;

  take(entry: number, seat: number, rooms: readonly Room[], slots = slotsOf(this.problem, entry)): void {
    this.picked.set(entry, seat);
    for (const slot of slots) for (const room of rooms) room[slot]! -= 1;
  }

  /**
   * Takes each entry that fits in all rooms. In a strict unit, the first that does not fit ends the walk.
   * @param blocks entries that stand in the way and take nothing
   */
  walk(list: readonly number[], blocks: ReadonlySet<number>, seat: number, ...rooms: readonly Room[]): void {
    for (const entry of list) {
      if (this.picked.has(entry)) continue;
      const slots = slotsOf(this.problem, entry);
      const lacking = slots.filter((slot) => rooms.some((room) => room[slot]! <= 0));
      if (lacking.length === 0) {
        if (!blocks.has(entry)) this.take(entry, seat, rooms, slots);
        continue;
      }
      this.lacking.set(entry, lacking);
      if (lacking.length <= (this.least.get(entry)?.length ?? Infinity)) this.least.set(entry, lacking);
      if (this.strict) return;
    }
  }
}

/** The places that are not reserved; never below zero. */
function openRoom(places: Room, { reserves }: UnitRule): Room {
  return places.map((seats, slot) =>
    Math.max(0, seats - reserves.reduce((sum, reserve) => sum + reserve.seats[slot]!, 0)),
  );
}

/**
 * The published choice rule of a unit (docs/engine.md) while proposals are made. Places that are fixed come first.
 * @param blockers in a strict unit: those who want to come and may stop the walk
 */
export function pickedFrom(
  problem: Compiled,
  unit: number,
  pool: readonly number[],
  blockers: readonly number[],
): ReadonlySet<number> {
  return new Set(choose(problem, unit, pool, blockers, 'priority').picked.keys());
}

/**
 * The same rule, to judge an outcome: every child stands at its own rank.
 * @param staying those who keep their seats, whoever else comes
 */
export const chosenFrom = (
  problem: Compiled,
  unit: number,
  pool: readonly number[],
  staying: ReadonlySet<number> = new Set(),
): Choices => choose(problem, unit, pool, [], 'rank', staying);

function choose(
  problem: Compiled,
  unit: number,
  pool: readonly number[],
  blockers: readonly number[],
  by: 'priority' | 'rank',
  staying: ReadonlySet<number> = new Set(),
): Choices {
  const rule = problem.rules[unit] ?? PLAIN;
  const ranks = problem[by];
  const choice = new Choice(problem, unit, rule.strict);
  // A child that the order does not list is never picked, even if it holds a place there.
  const list = [...pool, ...blockers]
    .filter((entry) => ranks[entry] !== NOT_RANKED)
    .sort((a, b) => ranks[a]! - ranks[b]! || problem.entryChild[a]! - problem.entryChild[b]!);
  const blocks = new Set(blockers);
  const { entryChild } = problem;
  const seats = rule.reserves.map((reserve) => Int32Array.from(reserve.seats));
  const open = openRoom(choice.places, rule);
  for (const entry of list) {
    if ((ranks[entry] !== FIRST && !staying.has(entry)) || blocks.has(entry)) continue;
    const seat = rule.reserves.findIndex((reserve) => reserve.has[entryChild[entry]!] === 1);
    choice.take(entry, seat, seat === OPEN_SEAT ? [choice.places, open] : [choice.places, open, seats[seat]!]);
  }
  if (rule.reserves.length > 0 && rule.precedence === 'open-first')
    choice.walk(list, blocks, OPEN_SEAT, open, choice.places);
  for (const [index, reserve] of rule.reserves.entries()) {
    choice.walk(
      list.filter((entry) => reserve.has[entryChild[entry]!] === 1),
      blocks,
      index,
      seats[index]!,
      choice.places,
    );
  }
  choice.lacking.clear();
  choice.walk(list, blocks, OPEN_SEAT, choice.places);
  return choice;
}
