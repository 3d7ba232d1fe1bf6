import type { Applicant, Unit } from './unit.js';

/**
 * The holders of a unit without reserves, best first, with the seats left before the turn of each. What one more child
 * finds depends only on the holders before it, so the unit need not be walked again for each of the thousands who ask.
 * It is written separately from the engine's own, because the checker must share no code with it.
 */
export class Line {
  private readonly ranks: readonly number[];
  /** The seats left before each holder and after the last. Null from the point where a strict unit stops. */
  private readonly left: readonly (readonly number[] | null)[];

  /** @param holders best first; those who are not eligible come last */
  constructor(unit: Unit, holders: readonly Applicant[]) {
    const queue = holders.filter(({ rank }) => rank !== undefined);
    this.ranks = queue.map(({ rank }) => rank!);
    const left: (readonly number[] | null)[] = [unit.seats];
    for (const { halfDays } of queue) {
      const before = left.at(-1)!;
      const fits = before !== null && halfDays.every((halfDay) => before[halfDay]! > 0);
      if (before === null || (!fits && unit.strict)) left.push(null);
      else left.push(fits ? before.map((seats, halfDay) => seats - Number(halfDays.includes(halfDay))) : before);
    }
    this.left = left;
  }

  /** Whether one more child would be taken. */
  takes({ rank, halfDays }: Applicant): boolean {
    if (rank === undefined) return false;
    const behind = this.ranks.findIndex((other) => other > rank);
    const left = this.left.at(behind)!;
    return left !== null && halfDays.every((halfDay) => left[halfDay]! > 0);
  }
}
