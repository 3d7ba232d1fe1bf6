/**
 * The portable instance: everything from which a proposal is computed, as plain data. docs/engine.md has the
 * words, and `instance-format.ts` reads it from a file.
 */

/**
 * A place at one establishment that a wish asks for. It may name a shorter week or another section than the child's
 * own.
 */
export interface Entry {
  readonly at: string;
  /** Absent: the child's own. */
  readonly slots?: readonly string[];
  /** Absent: the child's own. */
  readonly section?: string;
}

/**
 * One entry per child, in the order of the family's `children`; null leaves a child out. The wish is granted for all
 * of them or not at all.
 */
export type Wish = readonly (string | Entry | null)[];

/** Seats: a number means the same for every half-day. In a map, a missing half-day has none. */
export type SeatNumbers = number | Readonly<Record<string, number>>;

/** Seats that are guaranteed first to children with a trait. Seats that they do not use go to everybody. */
export interface Reserve {
  readonly trait: string;
  readonly seats: SeatNumbers;
  /** When absent, the seats are reserved in each section. */
  readonly section?: string;
}

export type Precedence = 'reserved-first' | 'open-first';
export type QueueRule = 'skip' | 'strict';

export interface Establishment {
  /** Places by section, including those that children of the instance hold now. */
  readonly capacity: Readonly<Record<string, SeatNumbers>>;
  /** Child ids, best first. A child that is not listed is not eligible. Either this or `points` is given. */
  readonly order?: readonly string[];
  readonly points?: Readonly<Record<string, number>>;
  /** Child ids, best first, to rank children with equal points. */
  readonly tieBreak?: readonly string[];
  /** In the published order of traits. */
  readonly reserves?: readonly Reserve[];
  /** `reserved-first` when absent. */
  readonly precedence?: Precedence;
  /** `skip` when absent. */
  readonly queue?: QueueRule;
}

/** A section in which a child is expected later, and its first day there. */
export interface LaterSection {
  readonly section: string;
  /** `2027-09-01`. */
  readonly from: string;
}

export interface Child {
  readonly section: string;
  readonly slots: readonly string[];
  /** The sections after its own, soonest first. They are shown to the family and never counted. */
  readonly path?: readonly LaterSection[];
  readonly traits?: readonly string[];
  /** The establishment of the place that the child holds today. */
  readonly current?: string | null;
}

export interface Family {
  readonly children: readonly string[];
  /** Best first. */
  readonly wishes: readonly Wish[];
  /** Whether the places held today are guaranteed. They are then the last wish, unless the wishes list them. */
  readonly mustPlace?: boolean;
}

/** What members decided, by child. */
export type Locks = Readonly<Record<string, Lock>>;

/**
 * Where members put a child: an establishment, an exact place, or nowhere. An establishment alone means the child's
 * best wish there, or its own week if it made none.
 */
export type Lock = string | Entry | null;

export interface Instance {
  /**
   * Half-days. When children enter at different dates, each names its period (`2027-09/mon-am`), and is held in all
   * later periods too.
   */
  readonly slots: readonly string[];
  readonly establishments: Readonly<Record<string, Establishment>>;
  readonly children: Readonly<Record<string, Child>>;
  readonly families: Readonly<Record<string, Family>>;
  readonly locks?: Locks;
}

/**
 * A place that is held, complete in itself. Its half-days are in the order of code units, those of later periods
 * included.
 */
export interface Place {
  readonly at: string;
  readonly section: string;
  readonly slots: readonly string[];
}

/** By child; null holds nothing. */
export type Places = Readonly<Record<string, Place | null>>;

/** A claim: a family that could rightly say that a wish should have been granted to it. */
export interface Claim {
  readonly family: string;
  /** Position in the family's wishes. The guaranteed wish that is added last counts too. */
  readonly wish: number;
}

/** More children than places on a half-day. */
export interface Overfull {
  readonly at: string;
  readonly section: string;
  readonly slot: string;
  readonly held: number;
  readonly places: number;
}

export interface Verdict {
  /** By family, then wish. */
  readonly claims: readonly Claim[];
  readonly overfull: readonly Overfull[];
}
