import type { Applicant, Unit } from './unit.js';

/**
 * The holders of a unit without reserves, best first, and the seats left when each has had its turn. What one more
 * child finds depends on those before it alone, so the thousands who ask do not each walk the unit (written apart from
 * the engine's own, which the checker must not share).
 */
export class Line {
  private readonly ranks: readonly number[];
  /** Before each holder and after the last; nothing from where a strict unit stops. */
  private readonly left: readonly (readonly number[] | null)[];

  /** @param holders best first, who is not eligible last */
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
