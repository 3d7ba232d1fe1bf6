import type { AuditFile, Claim, Place, RecordedEvent, ToldCase } from './file.js';
import { AuditedOutcome } from './outcome.js';
import { isSame } from './unit.js';

type Decided = NonNullable<RecordedEvent['cases']>[number];

/** The most ways of placing all families that are tried one by one. */
const MOST_TRIED = 500;

/**
 * What happened in a session, read from its ordered record: which children members moved, and whether what a family
 * lacks comes from that or from the half-days themselves (docs/engine.md, "Reasons after a session").
 */
export class Happened {
  /** The children to whom a decision left something else than was proposed of the places as they were last read. */
  private readonly moved: ReadonlySet<string>;
  private readonly wereProposed: AuditedOutcome;
  private readonly claimedFirst: ReadonlySet<string>;
  private nobodyFair: boolean | undefined;

  constructor(
    private readonly outcome: AuditedOutcome,
    private readonly file: AuditFile & Required<Pick<AuditFile, 'first' | 'record'>>,
  ) {
    const { givenWeeks: _, ...without } = file;
    this.wereProposed = new AuditedOutcome({ ...without, places: file.first.places });
    this.claimedFirst = new Set(this.wereProposed.claims().map(({ family }) => family));
    const lastRead = file.record.reduce((last, { kind, at }) => (kind === 'proposal' && at > last ? at : last), '');
    this.moved = new Set(
      file.told
        .filter((told) => {
          const decided = this.decisionOf(told);
          if (!decided || !this.hasOther(told.child)) return false;
          return decided.followed === false || (decided.decidedAt ?? lastRead) < lastRead;
        })
        .map(({ child }) => child),
    );
  }

  /** The decision that stands, as the record has it; null when the record knows none like it. */
  decisionOf({ child, decision, decidedAt }: ToldCase): Decided | null {
    const acts = this.file.record.flatMap(({ cases = [] }) => cases.filter((one) => one.child === child));
    return acts.findLast((one) => one.decision === decision && one.decidedAt === decidedAt) ?? null;
  }

  private hasOther(child: string): boolean {
    return !isSame(this.outcome.placeOf(child), this.wereProposed.placeOf(child));
  }

  /** The children of other families that rank after a claiming child and sit on a full half-day of what it claims. */
  private inTheWay(family: string): Set<string> {
    const { children } = this.file.instance.families[family]!;
    const found = new Set<string>();
    for (const { wish } of this.outcome.claims().filter((claim) => claim.family === family))
      this.outcome.wishes.get(family)![wish]!.forEach((place, index, asked) => {
        if (place) for (const child of this.below(family, children[index]!, place, asked)) found.add(child);
      });
    return found;
  }

  private below(family: string, child: string, place: Place, asked: readonly (Place | null)[]): string[] {
    const unit = this.outcome.unit(place);
    const others = this.outcome.others(place, family);
    return place.slots.flatMap((slot) => {
      const sitting = others.filter(({ slots }) => slots.includes(slot));
      const own = asked.filter(
        (one) => one?.at === place.at && one.section === place.section && one.slots.includes(slot),
      );
      if (sitting.length + own.length <= unit.places(slot)) return [];
      return sitting
        .map((asking) => asking.child)
        .filter((other) => !unit.ranks(other) || unit.compare(child, other) < 0);
    });
  }

  /** Whether a child after this family sits where it could, and would not if members had followed every proposal. */
  gavePriority(family: string): boolean {
    return this.moved.size > 0 && [...this.inTheWay(family)].some((child) => this.hasOther(child));
  }

  /** Why a family has a claim, in the words of the file. */
  causeOf(family: string): NonNullable<Claim['cause']> {
    const own = this.file.instance.families[family]!.children.some((child) => this.moved.has(child));
    const cameLater = this.moved.size > 0 && !this.claimedFirst.has(family);
    if (own || cameLater || this.gavePriority(family)) return 'members';
    return this.noFairOutcome() ? 'no_fair_outcome' : 'unproven';
  }

  /**
   * Whether it is known that nobody could be content with the places as they were last read. Where the ways of placing
   * everybody are few, all are tried here; else the proof is the engine's.
   */
  private noFairOutcome(): boolean {
    this.nobodyFair ??= this.claimedFirst.size > 0 && this.file.first.proven && !this.findsFairOutcome();
    return this.nobodyFair;
  }

  private findsFairOutcome(): boolean {
    const { wishes } = this.wereProposed;
    const families = [...wishes].map(([family, tuples]) => ({
      children: this.file.instance.families[family]!.children,
      // A family that keeps what it has today is not left without.
      ways: this.file.instance.families[family]!.mustPlace ? tuples : [...tuples, null],
    }));
    if (families.reduce((product, { ways }) => product * ways.length, 1) > MOST_TRIED) return false;
    const { givenWeeks: _, ...without } = this.file;
    const tryFrom = (index: number, places: Record<string, Place | null>): boolean => {
      const next = families[index];
      if (!next) {
        const tried = new AuditedOutcome({ ...without, places });
        return tried.fits() && tried.claims().length === 0;
      }
      return next.ways.some((tuple) =>
        tryFrom(index + 1, {
          ...places,
          ...Object.fromEntries(next.children.map((child, at) => [child, tuple?.[at] ?? null])),
        }),
      );
    };
    return tryFrom(0, {});
  }
}
