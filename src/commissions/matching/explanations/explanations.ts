import { wishesOf } from '../fairness-check/check.js';
import { compile, NOT_RANKED, slotsOf, type Compiled } from '../deferred-acceptance/match.js';
import type { Entry, Instance, Place, Places } from '../instance/instance.js';
import { withAlternatives, type Alternatives } from './alternatives.js';
import { entriesOf, Holders } from './holders.js';

/**
 * Why a child missed a place. `FULL`: no half-day of its week had room. `DOES_NOT_FIT`: some had none. `NOT_ELIGIBLE`:
 * it is not in the order of that establishment. `SIBLINGS`: each child would fit, but not all together. `RESIDUAL`: a
 * claim that the proposal lists. `HELD_BACK`: its week may have room, but a strict queue stopped before it.
 */
export type MissCode = 'FULL' | 'DOES_NOT_FIT' | 'NOT_ELIGIBLE' | 'SIBLINGS' | 'RESIDUAL' | 'HELD_BACK';

/** Why one wish was not obtained. */
export interface Miss {
  readonly family: string;
  /** Position in the family's wishes. */
  readonly wish: number;
  readonly code: MissCode;
  /** The child that had no room, and where. */
  readonly child: string;
  readonly at: string;
  readonly section: string;
  /** The first of its half-days without room; null where no half-day is the cause. */
  readonly slot: string | null;
  /** Places taken on that half-day when the child's turn came. */
  readonly taken: number | null;
  /**
   * The points of the last child admitted on that half-day, among the seats that this child could use. Null where
   * points are not counted, or nobody was admitted.
   */
  readonly cutOff: number | null;
  readonly points: number | null;
  /** How many points were missing. 0 means that the tie-break decided; null means that points did not decide. */
  readonly missing: number | null;
  /**
   * The half-days to leave out so that the rest of its week would have fitted: the fewest possible. Empty when no such
   * change exists.
   */
  readonly without: readonly string[];
}

/** The points of the last child admitted on one half-day, for the open seats or for one reserve. */
export interface CutOff {
  readonly at: string;
  readonly section: string;
  readonly slot: string;
  /** The trait of the reserve; null for the open seats. */
  readonly reserve: string | null;
  readonly points: number;
  readonly holders: number;
  /** Whether the half-day has no place left. */
  readonly full: boolean;
}

const entryOfPlace = ({ at, section, slots }: Place): Entry => ({ at, section, slots });

/** Explains an outcome to each family, whether the engine or people made it. */
export class Explanations {
  private readonly problem: Compiled;
  private readonly familyNumber: ReadonlyMap<string, number>;
  private readonly holders: Holders;
  private readonly held: Int32Array;
  /** Half-day → its position in the instance. The instance decides which one is named first. */
  private readonly listed: readonly number[];

  /**
   * @param places the place of every child of the instance
   * @param alternatives by family, the wishes that it could have made and did not. When absent: every other
   * establishment, in the child's own section
   */
  constructor(
    private readonly instance: Instance,
    places: Places,
    alternatives?: Alternatives,
  ) {
    // Every child is fixed at its place. Families without a place also get wishes for all establishments that they did
    // not name, to tell which would have taken them.
    const locks = Object.fromEntries(
      Object.entries(places).map(([child, place]) => [child, place && entryOfPlace(place)]),
    );
    this.problem = compile({ ...instance, locks, families: withAlternatives(instance, places, alternatives) });
    const position = new Map(instance.slots.map((name, index) => [name, index]));
    this.listed = this.problem.halfDays.names.map((name) => position.get(name)!);
    this.familyNumber = new Map(this.problem.familyIds.map((id, index) => [id, index]));
    this.held = this.problem.wishFrom.subarray(0, -1).map((from) => this.problem.open.indexOf(1, from));
    this.holders = new Holders(this.problem, instance, this.held);
  }

  /**
   * Why each wish that the family prefers to its place was not granted. @param asked positions of the wishes to
   * explain; all when absent
   */
  misses(familyId: string, asked?: readonly number[]): Miss[] {
    const family = this.familyNumber.get(familyId)!;
    const from = this.problem.wishFrom[family]!;
    const obtained = this.obtainedBy(familyId);
    const wishes = asked
      ? asked.filter((wish) => wish < obtained)
      : Array.from({ length: obtained }, (_, wish) => wish);
    return wishes.map((wish) => this.missOf(family, from + wish, wish)).filter((miss) => miss !== null);
  }

  /**
   * Why one of several brothers and sisters would not be taken even alone; null where it would be.
   * @param wish a wish that names a place for this child
   */
  missOfChild(familyId: string, child: string, wish: number): Miss | null {
    const family = this.familyNumber.get(familyId)!;
    const entry = entriesOf(this.problem, this.problem.wishFrom[family]! + wish).find(
      (entry) => this.problem.childIds[this.problem.entryChild[entry]!] === child,
    )!;
    return this.alone(family, wish, entry);
  }

  /** The position of the family's place among its wishes; their number when it has none. */
  obtainedBy(familyId: string): number {
    const family = this.familyNumber.get(familyId)!;
    return Math.min(this.held[family]! - this.problem.wishFrom[family]!, this.wishCount(familyId));
  }

  /**
   * The establishments that the family did not name and that would have taken its only child for its own week, at its
   * rank there. Empty when the family has a place.
   */
  wouldHaveTaken(familyId: string): string[] {
    const family = this.familyNumber.get(familyId)!;
    const found: string[] = [];
    for (
      let wish = this.problem.wishFrom[family]! + this.wishCount(familyId);
      wish < this.problem.ownTo[family]!;
      wish += 1
    ) {
      const [entry] = entriesOf(this.problem, wish);
      if (entry !== undefined && this.promises(entry) && this.holders.turnOf(family, entry).taken)
        found.push(this.problem.unitAt[this.problem.entryUnit[entry]!]!);
    }
    return found;
  }

  /**
   * Whether an alternative can be promised. In a strict queue, a child who was never asked about might stand before.
   */
  private promises(entry: number): boolean {
    return this.problem.rank[entry] !== NOT_RANKED && !this.problem.rules[this.problem.entryUnit[entry]!]?.strict;
  }

  /** The number of the family's own wishes. The alternatives come after them. */
  private wishCount(familyId: string): number {
    return wishesOf(this.instance, familyId).length;
  }

  /**
   * The cut-offs of every unit, half-day and kind of seat to which a child was newly admitted. Children who already
   * had a place there do not count.
   */
  cutOffs(): CutOff[] {
    const {
      unitAt,
      unitSection,
      halfDays: { names },
      places,
    } = this.problem;
    return unitAt.flatMap((at, unit) =>
      names.flatMap((slot, index): CutOff[] => {
        const held = this.holders.of[unit]!.filter((entry) => this.holders.isOn(entry, index));
        const admitted = held.filter((entry) => !this.holders.isGuaranteed(entry));
        const seats = [...new Set(admitted.map((entry) => this.holders.seatOf(unit, entry)))].sort((a, b) => a - b);
        return seats.flatMap((seat) => {
          const here = admitted.filter((entry) => this.holders.seatOf(unit, entry) === seat);
          const points = this.holders.lowest(here);
          return points === null
            ? []
            : [
                {
                  at,
                  section: unitSection[unit]!,
                  slot,
                  reserve: this.holders.traitOf(unit, seat),
                  points,
                  holders: here.length,
                  full: held.length >= places[unit * names.length + index]!,
                },
              ];
        });
      }),
    );
  }

  private missOf(family: number, wish: number, position: number): Miss | null {
    const entries = entriesOf(this.problem, wish);
    const [first] = entries;
    if (first === undefined) return null;
    const unranked = entries.find((entry) => this.problem.rank[entry] === NOT_RANKED);
    if (unranked !== undefined) return this.told(family, position, 'NOT_ELIGIBLE', unranked, []);
    for (const entry of entries) {
      const miss = this.alone(family, position, entry);
      if (miss) return miss;
    }
    const units = [...new Set(entries.map((entry) => this.problem.entryUnit[entry]!))];
    for (const unit of units) {
      const together = entries.filter((entry) => this.problem.entryUnit[entry] === unit);
      const { picked, lacking } = this.holders.chosenWith(family, together);
      const left = together.find((entry) => !picked.has(entry));
      if (left !== undefined) return this.told(family, position, 'SIBLINGS', left, lacking.get(left) ?? []);
    }
    return this.told(family, position, 'RESIDUAL', first, []);
  }

  /** Why the unit would not take this child even alone; null when it would. */
  private alone(family: number, wish: number, entry: number): Miss | null {
    if (this.problem.rank[entry] === NOT_RANKED) return this.told(family, wish, 'NOT_ELIGIBLE', entry, []);
    const { taken, lacking, least } = this.holders.turnOf(family, entry);
    if (taken) return null;
    if (lacking.length === 0) return this.told(family, wish, 'HELD_BACK', entry, []);
    const code = least.length === slotsOf(this.problem, entry).length ? 'FULL' : 'DOES_NOT_FIT';
    return {
      ...this.told(family, wish, code, entry, lacking),
      without: this.without(family, entry).map((slot) => this.problem.halfDays.names[slot]!),
    };
  }

  /**
   * The fewest half-days to leave out of a week so that the rest fits, while its brothers and sisters keep their
   * places. Empty for a strict queue, which promises nothing.
   */
  private without(family: number, entry: number): readonly number[] {
    const { entryUnit, entryFamily, entryChild, rules } = this.problem;
    const unit = entryUnit[entry]!;
    if (rules[unit]?.strict) return [];
    const siblings = this.holders.of[unit]!.filter(
      (holder) => entryFamily[holder] === family && entryChild[holder] !== entryChild[entry],
    );
    const { least } =
      siblings.length === 0
        ? this.holders.turnOf(family, entry)
        : this.holders.turnAmong(
            [...this.holders.of[unit]!.filter((holder) => entryChild[holder] !== entryChild[entry]), entry],
            entry,
            new Set(siblings),
          );
    return least.length === slotsOf(this.problem, entry).length ? [] : least;
  }

  private told(family: number, wish: number, code: MissCode, entry: number, lacking: readonly number[]): Miss {
    const {
      unitAt,
      unitSection,
      entryUnit,
      entryChild,
      childIds,
      familyIds,
      places,
      halfDays: { names },
    } = this.problem;
    const unit = entryUnit[entry]!,
      child = childIds[entryChild[entry]!]!;
    const witness =
      lacking.length === 0
        ? null
        : lacking.reduce((first, slot) => (this.listed[slot]! < this.listed[first]! ? slot : first));
    const points = this.holders.pointsOf(entry);
    const cutOff = witness === null ? null : this.holders.cutOffFor(unit, witness, entry);
    return {
      family: familyIds[family]!,
      wish,
      code,
      child,
      at: unitAt[unit]!,
      section: unitSection[unit]!,
      slot: witness === null ? null : names[witness]!,
      taken: witness === null ? null : places[unit * names.length + witness]!,
      cutOff,
      points,
      // With more points than the last child admitted, points were not the reason.
      missing: cutOff === null || points === null || points > cutOff ? null : cutOff - points,
      without: [],
    };
  }
}
