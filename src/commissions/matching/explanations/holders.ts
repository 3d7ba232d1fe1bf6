import {
  chosenFrom,
  isQueue,
  OPEN_SEAT,
  QueueWalk,
  type Choices,
  type Compiled,
  type Turn,
} from '../deferred-acceptance/match.js';
import type { Instance } from '../instance/instance.js';

/** The positions of the entries of a wish: one for each child of the family. */
export function entriesOf({ entryFrom }: Compiled, wish: number): number[] {
  const from = entryFrom[wish]!;
  return Array.from({ length: entryFrom[wish + 1]! - from }, (_, index) => from + index);
}

/** Who holds the seats of each unit in an outcome, and what a child who comes in addition would find. */
export class Holders {
  /** The entries that hold a seat, by unit. */
  readonly of: readonly number[][];
  private readonly choices = new Map<number, Choices>();
  private readonly walks = new Map<number, QueueWalk>();

  /** @param held by family, the wish that it obtained */
  constructor(
    private readonly problem: Compiled,
    private readonly instance: Instance,
    held: Int32Array,
  ) {
    this.of = problem.unitAt.map(() => []);
    for (const wish of held)
      for (const entry of entriesOf(problem, wish)) this.of[problem.entryUnit[entry]!]!.push(entry);
  }

  /** The lowest cut-off among the open seats and the reserves that this child may use. */
  cutOffFor(unit: number, slot: number, entry: number): number | null {
    const reserves = this.problem.rules[unit]?.reserves ?? [];
    const may = (seat: number): boolean =>
      seat === OPEN_SEAT || reserves[seat]!.has[this.problem.entryChild[entry]!] === 1;
    const family = this.problem.entryFamily[entry];
    return this.lowest(
      this.of[unit]!.filter(
        (holder) =>
          this.problem.entryFamily[holder] !== family && this.isOn(holder, slot) && may(this.seatOf(unit, holder)),
      ),
    );
  }

  lowest(entries: readonly number[]): number | null {
    const points = entries.map((entry) => this.pointsOf(entry)).filter((counted) => counted !== null);
    return points.length === 0 ? null : Math.min(...points);
  }

  /**
   * The points of a child; null where they do not decide its rank. A child that already has a place in an
   * establishment comes first there, whatever its points.
   */
  pointsOf(entry: number): number | null {
    if (this.isGuaranteed(entry)) return null;
    const { points } = this.instance.establishments[this.problem.unitAt[this.problem.entryUnit[entry]!]!]!;
    const child = this.problem.childIds[this.problem.entryChild[entry]!]!;
    return points && Object.hasOwn(points, child) ? points[child]! : null;
  }

  isGuaranteed(entry: number): boolean {
    const { childIds, entryChild, unitAt, entryUnit } = this.problem;
    return this.instance.children[childIds[entryChild[entry]!]!]!.current === unitAt[entryUnit[entry]!];
  }

  /** The seat that a holder uses, when the choice rule is applied to all holders. */
  seatOf(unit: number, entry: number): number {
    let choices = this.choices.get(unit);
    if (!choices) this.choices.set(unit, (choices = chosenFrom(this.problem, unit, this.of[unit]!)));
    return choices.picked.get(entry) ?? OPEN_SEAT;
  }

  traitOf(unit: number, seat: number): string | null {
    return seat === OPEN_SEAT ? null : this.problem.rules[unit]!.reserves[seat]!.trait;
  }

  /** What a child would find alone at the unit, once the family's own places are given back. */
  turnOf(family: number, entry: number): Turn {
    const unit = this.problem.entryUnit[entry]!;
    if (isQueue(this.problem, unit) && !this.of[unit]!.some((holder) => this.problem.entryFamily[holder] === family))
      return this.walkOf(unit).turnOf(entry);
    return this.turnAmong(
      [...this.of[unit]!.filter((holder) => this.problem.entryFamily[holder] !== family), entry],
      entry,
    );
  }

  turnAmong(pool: readonly number[], entry: number, staying?: ReadonlySet<number>): Turn {
    const { picked, lacking, least } = chosenFrom(this.problem, this.problem.entryUnit[entry]!, pool, staying);
    return { taken: picked.has(entry), lacking: lacking.get(entry) ?? [], least: least.get(entry) ?? [] };
  }

  private walkOf(unit: number): QueueWalk {
    let walk = this.walks.get(unit);
    if (!walk) this.walks.set(unit, (walk = new QueueWalk(this.problem, unit, this.of[unit]!)));
    return walk;
  }

  chosenWith(family: number, newcomers: readonly number[]): Choices {
    const unit = this.problem.entryUnit[newcomers[0]!]!;
    return chosenFrom(this.problem, unit, [
      ...this.of[unit]!.filter((entry) => this.problem.entryFamily[entry] !== family),
      ...newcomers,
    ]);
  }

  isOn(entry: number, slot: number): boolean {
    return (this.problem.masks[entry * this.problem.halfDays.words + (slot >> 5)]! & (1 << (slot & 31))) !== 0;
  }
}
