import { FIRST, type Compiled, type UnitRule } from './compiled.js';

const PLAIN: UnitRule = { reserves: [], precedence: 'reserved-first', strict: false };

/** What is left of some seats, by half-day. */
type Room = Int32Array;

class Choice {
  readonly picked = new Set<number>();
  private readonly slots: number;

  constructor(private readonly problem: Compiled, unit: number, private readonly strict: boolean) {
    this.slots = problem.halfDays.names.length;
    this.places = problem.places.slice(unit * this.slots, (unit + 1) * this.slots);
  }

  readonly places: Room;

  private fits(entry: number, room: Room): boolean {
    const { masks, halfDays: { words } } = this.problem;
    for (let word = 0; word < words; word += 1) {
      for (let bits = masks[entry * words + word]!; bits !== 0; bits &= bits - 1) {
        if (room[(word << 5) + 31 - Math.clz32(bits & -bits)]! <= 0) return false;
      }
    }
    return true;
  }

  take(entry: number, rooms: readonly Room[]): void {
    const { masks, halfDays: { words } } = this.problem;
    this.picked.add(entry);
    for (let word = 0; word < words; word += 1) {
      for (let bits = masks[entry * words + word]!; bits !== 0; bits &= bits - 1) {
        for (const room of rooms) room[(word << 5) + 31 - Math.clz32(bits & -bits)]! -= 1;
      }
    }
  }

  /** Takes each that fits all rooms; in a strict unit the first that does not ends the walk. @param blocks stand in the way and take nothing */
  walk(list: readonly number[], blocks: ReadonlySet<number>, ...rooms: readonly Room[]): void {
    for (const entry of list) {
      if (this.picked.has(entry)) continue;
      const fits = rooms.every((room) => this.fits(entry, room));
      if (!fits && this.strict) return;
      if (fits && !blocks.has(entry)) this.take(entry, rooms);
    }
  }
}

/** Places less all reserved seats, none less than none. */
function openRoom(places: Room, { reserves }: UnitRule): Room {
  return places.map((seats, slot) => Math.max(0, seats - reserves.reduce((sum, reserve) => sum + reserve.seats[slot]!, 0)));
}

/**
 * The published choice rule of a unit (docs/engine.md) over some entries of it.
 * @param blockers in a strict unit: who wants to come and may stop the walk, without being a candidate now
 * @param by `priority` while proposals are made, `rank` to judge them
 */
export function pickedFrom(problem: Compiled, unit: number, pool: readonly number[], blockers: readonly number[] = [], by: 'priority' | 'rank' = 'priority'): Set<number> {
  const rule = problem.rules[unit] ?? PLAIN;
  const ranks = problem[by];
  const choice = new Choice(problem, unit, rule.strict);
  const list = [...pool, ...blockers].sort((a, b) => ranks[a]! - ranks[b]! || problem.entryChild[a]! - problem.entryChild[b]!);
  const blocks = new Set(blockers);
  const { entryChild } = problem;
  const seats = rule.reserves.map((reserve) => Int32Array.from(reserve.seats));
  const open = openRoom(choice.places, rule);
  if (by === 'priority') for (const entry of list) if (ranks[entry] === FIRST && !blocks.has(entry)) choice.take(entry, [choice.places, open, ...fixedSeat(rule, seats, entryChild[entry]!)]);
  const reserved = (): void => rule.reserves.forEach((reserve, index) => choice.walk(list.filter((entry) => reserve.has[entryChild[entry]!] === 1), blocks, seats[index]!, choice.places));
  if (rule.reserves.length > 0 && rule.precedence === 'open-first') choice.walk(list, blocks, open, choice.places);
  reserved();
  choice.walk(list, blocks, choice.places);
  return choice.picked;
}

/** A place that is fixed counts against the first reserve that its child has a trait of. */
function fixedSeat({ reserves }: UnitRule, seats: readonly Room[], child: number): Room[] {
  const index = reserves.findIndex((reserve) => reserve.has[child] === 1);
  return index === -1 ? [] : [seats[index]!];
}
