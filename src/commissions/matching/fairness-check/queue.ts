import type { Asked, Situation } from './situation.js';
import type { Unit } from './unit.js';

interface Waiting {
  readonly family: string;
  readonly rank: number;
}

/**
 * The children who wait for each strict unit: their family prefers it to what it has, and the unit would not take that
 * child alone. Nobody ranked below such a child has a claim.
 */
export class StrictQueues {
  private readonly waiting: ReadonlyMap<Unit, readonly Waiting[]>;

  /** @param wishes those of whom the queues are asked about, among the preferred ones */
  constructor(
    private readonly situation: Situation,
    wishes: readonly Asked[],
  ) {
    const waiting = new Map<Unit, Waiting[]>();
    for (const { family, unit, rank } of wishes.flatMap((wish) => this.turnedAway(wish))) {
      const list = waiting.get(unit) ?? [];
      if (list.push({ family, rank }) === 1) waiting.set(unit, list);
    }
    this.waiting = new Map([...waiting].map(([unit, list]) => [unit, list.sort((a, b) => a.rank - b.rank)]));
  }

  /** Whether a child of another family is waiting ahead of this rank. */
  bars(unit: Unit, family: string, rank: number): boolean {
    const first = this.waiting.get(unit)?.find((other) => other.family !== family);
    return first !== undefined && first.rank < rank;
  }

  private turnedAway({ family, askings }: Asked): (Waiting & { unit: Unit })[] {
    return askings
      .filter(({ unit }) => unit.strict)
      .flatMap(({ unit, applicants }) =>
        applicants.flatMap((applicant) => {
          const { rank } = applicant;
          return rank === undefined || this.situation.takes(unit, family, [applicant]) ? [] : [{ family, unit, rank }];
        }),
      );
  }
}
