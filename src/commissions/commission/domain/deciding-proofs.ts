import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instance, Places } from '../../matching/index.js';
import { inOrderOf } from './recount.js';

/** What is counted of one child: its points by establishment, and the traits that let it use reserved places. */
export interface Counted {
  readonly points: Readonly<Record<string, number>>;
  readonly traits: readonly string[];
}
type CountedChildren = Readonly<Record<Id, Counted>>;

/** A family of which something counts that nobody has proved yet. */
export interface Doubt {
  readonly family: Id;
  /** The criteria that are still to be proved. */
  readonly criteria: readonly string[];
  /** What is counted of its children when none of them counts. */
  readonly proved: CountedChildren;
  /** The same when one criterion alone does not count. */
  readonly without: Readonly<Record<string, CountedChildren>>;
}

export interface Rehearsal {
  readonly instance: Instance;
  /** Every child, best first. */
  readonly tieBreak: readonly Id[];
  readonly counted: CountedChildren;
  readonly doubts: readonly Doubt[];
}

/** The proofs of one family that the proposal depends on. */
export interface DecidingProofs {
  readonly family: Id;
  readonly criteria: readonly string[];
}

/**
 * The families whose places would change if what they have not proved did not count, and the criteria that they have to
 * prove for it (domain.md §11). The others are believed in one play, and not believed in another, because a
 * family's proof may matter only once the proofs of others fail. Where no criterion changes anything alone, all of
 * them are asked for.
 * @param propose the places that the engine proposes for an instance
 */
export function decidingProofs(rehearsal: Rehearsal, propose: (instance: Instance) => Places): DecidingProofs[] {
  const { doubts } = rehearsal;
  const allProved = Object.assign({}, ...doubts.map(({ proved }) => proved)) as CountedChildren;
  const plays = [{}, allProved].map((others) => new Play(rehearsal, others, propose));
  return doubts.flatMap((doubt): DecidingProofs[] => {
    const changing = plays.filter((play) => play.changes(doubt, doubt.proved));
    if (changing.length === 0) return [];
    const alone = doubt.criteria.filter((code) => changing.some((play) => play.changes(doubt, doubt.without[code]!)));
    return [{ family: doubt.family, criteria: alone.length > 0 ? alone : doubt.criteria }];
  });
}

/** One state of all other families, in which the outcomes of one family are compared. */
class Play {
  /** What is counted of every child before the family that is looked at is changed. */
  private readonly base: CountedChildren;
  private basePlaces: Places | null = null;

  constructor(
    private readonly rehearsal: Rehearsal,
    others: CountedChildren,
    private readonly propose: (instance: Instance) => Places,
  ) {
    this.base = { ...rehearsal.counted, ...others };
  }

  /** Whether the family gets other places when less is counted of its children. */
  changes({ family }: Doubt, less: CountedChildren): boolean {
    const { instance, counted } = this.rehearsal;
    const { children } = instance.families[family]!;
    const believed = this.placesWith(children, counted);
    // A family that gets no place with all its points has none to lose with fewer.
    return (
      children.some((id) => believed[id]) &&
      told(children, believed) !== told(children, this.placesWith(children, less))
    );
  }

  /** @param own what is counted of these children */
  private placesWith(children: readonly Id[], own: CountedChildren): Places {
    if (children.every((id) => own[id] === this.base[id])) return (this.basePlaces ??= this.placesOf(this.base));
    return this.placesOf({ ...this.base, ...Object.fromEntries(children.map((id) => [id, own[id]!])) });
  }

  private placesOf(counted: CountedChildren): Places {
    const { instance, tieBreak } = this.rehearsal;
    const ordered = inOrderOf(instance, (child, at) => counted[child]?.points[at] ?? 0, tieBreak);
    return this.propose({ ...ordered, children: withTraits(ordered, counted) });
  }
}

const told = (children: readonly Id[], places: Places): string =>
  JSON.stringify(children.map((id) => places[id] ?? null));

const withTraits = ({ children }: Instance, counted: CountedChildren): Instance['children'] =>
  Object.fromEntries(
    Object.entries(children).map(([id, { traits: _, ...child }]) => {
      const traits = counted[id]?.traits ?? [];
      return [id, { ...child, ...(traits.length > 0 ? { traits } : {}) }];
    }),
  );
