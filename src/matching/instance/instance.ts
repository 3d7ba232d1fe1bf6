/**
 * The portable instance: everything a proposal is computed from, as plain data (docs/engine.md). What reads it from a
 * file is `instance-format.ts`; its words are explained there, field by field.
 */

/** A place asked for at one establishment: a shorter week or another section than the child's own is said here. */
export interface Entry {
  readonly at: string;
  /** Absent: the child's own. */
  readonly slots?: readonly string[];
  /** Absent: the child's own. */
  readonly section?: string;
}

/** One entry per child in the order of the family's `children`, all or nothing; null leaves that child out. */
export type Wish = readonly (string | Entry | null)[];

/** A number is the same for every half-day; a half-day absent from a map has none. */
export type Seats = number | Readonly<Record<string, number>>;

/** A minimum guarantee for children with a trait; what they leave goes to everybody. */
export interface Reserve {
  readonly trait: string;
  readonly seats: Seats;
  /** Absent: that many in each section. */
  readonly section?: string;
}

export type Precedence = 'reserved-first' | 'open-first';
export type Queue = 'skip' | 'strict';

export interface Establishment {
  /** By section; includes the places now held by children of the instance. */
  readonly capacity: Readonly<Record<string, Seats>>;
  /** Child ids, best first; a child that is not listed is not eligible. Either this or `points`. */
  readonly order?: readonly string[];
  readonly points?: Readonly<Record<string, number>>;
  /** Child ids, best first: settles equal points. */
  readonly tieBreak?: readonly string[];
  /** In the published order of traits. */
  readonly reserves?: readonly Reserve[];
  /** `reserved-first` when absent. */
  readonly precedence?: Precedence;
  /** `skip` when absent. */
  readonly queue?: Queue;
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
  /** What follows its own section, the soonest first: told, and never counted. */
  readonly path?: readonly LaterSection[];
  readonly traits?: readonly string[];
  /** The establishment of the place held today. */
  readonly current?: string | null;
}

export interface Family {
  readonly children: readonly string[];
  /** Best first. */
  readonly wishes: readonly Wish[];
  /** The places held today are guaranteed, and are the last wish when not listed. */
  readonly mustPlace?: boolean;
}

/** What members decided, by child. */
export type Locks = Readonly<Record<string, Lock>>;

/**
 * Where members have put a child: an establishment (by the child's best wish there, else its own week), a precise
 * place, or nowhere.
 */
export type Lock = string | Entry | null;

export interface Instance {
  /**
   * Half-days; period-qualified (`2027-09/mon-am`) when children enter at different dates: held in all later periods
   * too.
   */
  readonly slots: readonly string[];
  readonly establishments: Readonly<Record<string, Establishment>>;
  readonly children: Readonly<Record<string, Child>>;
  readonly families: Readonly<Record<string, Family>>;
  readonly locks?: Locks;
}

/** A place as it is held: nothing left to look up. Slots by code-unit order, those of later periods included. */
export interface Place {
  readonly at: string;
  readonly section: string;
  readonly slots: readonly string[];
}

/** By child; null holds nothing. */
export type Places = Readonly<Record<string, Place | null>>;

/** A family that could rightly say: this wish was ours. */
export interface Claim {
  readonly family: string;
  /** Position in the family's wishes, the guaranteed one added last included. */
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
