import type { Establishment, SeatNumbers } from '../instance/instance.js';
import { byText } from './wishes.js';

/** A child on some half-days, by their position in the checker's list of half-days. */
export interface Applicant {
  readonly child: string;
  readonly family: string | undefined;
  readonly halfDays: readonly number[];
  /** The rank in the order of its unit; undefined when the child is not eligible there. */
  readonly rank: number | undefined;
}

/** Best first; children who are not eligible come last. */
export const byRank = (a: Applicant, b: Applicant): number => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0;

/** Positions in an establishment's order, best first. A child without a position is not eligible there. */
export type Ranks = ReadonlyMap<string, number>;

interface Share {
  readonly trait: string;
  readonly seats: readonly number[];
}

export interface Terms {
  readonly slots: readonly string[];
  readonly ranks: Ranks;
  readonly hasTrait: (child: string, trait: string) => boolean;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function perHalfDay(seats: SeatNumbers, slots: readonly string[]): number[] {
  return slots.map((slot) => (typeof seats === 'number' ? seats : (own(seats, slot) ?? 0)));
}

/** The ranks of the children that somebody may ask about. An order may list far more children. */
export function ranksOf(establishment: Establishment, asked: ReadonlySet<string>): Ranks {
  const { order, points = {}, tieBreak = [] } = establishment;
  const tie = positions(tieBreak, asked);
  const tied = (child: string): number => tie.get(child) ?? Infinity;
  const byPoints = (a: string, b: string): number =>
    points[b]! - points[a]! || (tied(a) === tied(b) ? byText(a, b) : tied(a) - tied(b));
  return positions(order ?? [...asked].filter((child) => Object.hasOwn(points, child)).sort(byPoints), asked);
}

function positions(list: readonly string[], asked: ReadonlySet<string>): Ranks {
  const found = new Map<string, number>();
  for (const [position, child] of list.entries()) if (asked.has(child)) found.set(child, position);
  return found;
}

/** One section of one establishment, with its published choice rule. */
export class Unit {
  readonly seats: readonly number[];
  readonly strict: boolean;
  readonly ranks: Ranks;
  private readonly shares: readonly Share[];
  private readonly openFirst: boolean;
  private readonly hasTrait: Terms['hasTrait'];

  constructor(
    readonly at: string,
    readonly section: string,
    establishment: Establishment,
    terms: Terms,
  ) {
    this.seats = perHalfDay(own(establishment.capacity, section) ?? 0, terms.slots);
    this.shares = (establishment.reserves ?? [])
      .filter((reserve) => reserve.section === undefined || reserve.section === section)
      .map(({ trait, seats }) => ({ trait, seats: perHalfDay(seats, terms.slots) }));
    this.strict = establishment.queue === 'strict';
    this.openFirst = establishment.precedence === 'open-first';
    this.ranks = terms.ranks;
    this.hasTrait = terms.hasTrait;
  }

  /** Whether some of its seats are kept for a trait. */
  get reserves(): boolean {
    return this.shares.length > 0;
  }

  /** The applicants whom the published rule takes. */
  picked(applicants: readonly Applicant[]): ReadonlySet<string> {
    const queue = applicants.filter(({ rank }) => rank !== undefined).sort(byRank);
    const taken = new Set<string>();
    const left = [...this.seats];
    if (this.openFirst) this.walk(queue, taken, [this.unreserved(), left]);
    for (const { trait, seats } of this.shares)
      this.walk(
        queue.filter(({ child }) => this.hasTrait(child, trait)),
        taken,
        [[...seats], left],
      );
    this.walk(queue, taken, [left]);
    return taken;
  }

  /** The places that are not reserved; never below zero. */
  private unreserved(): number[] {
    return this.seats.map((seats, halfDay) => this.shares.reduce((open, share) => open - share.seats[halfDay]!, seats));
  }

  /** Takes each applicant who is not taken yet and fits in all the rooms, and uses its half-days in each of them. */
  private walk(queue: readonly Applicant[], taken: Set<string>, rooms: readonly number[][]): void {
    for (const { child, halfDays } of queue) {
      if (taken.has(child)) continue;
      if (rooms.every((room) => halfDays.every((halfDay) => room[halfDay]! > 0))) {
        taken.add(child);
        for (const room of rooms) for (const halfDay of halfDays) room[halfDay]! -= 1;
      } else if (this.strict) return;
    }
  }
}
