/**
 * The parts of a session's audit file that this program reads. They are declared here again, so that nothing is shared
 * with the program that wrote the file.
 */
export interface Place {
  readonly at: string;
  readonly section: string;
  readonly slots: readonly string[];
}
export interface AskedPlace {
  readonly at: string;
  readonly section?: string;
  readonly slots?: readonly string[];
}
export type Wish = readonly (string | AskedPlace | null)[];
export type Seats = number | Readonly<Record<string, number>>;

export interface House {
  readonly capacity: Readonly<Record<string, Seats>>;
  readonly points: Readonly<Record<string, number>>;
  readonly tieBreak?: readonly string[];
  readonly reserves?: readonly { readonly trait: string; readonly seats: Seats; readonly section?: string }[];
  readonly precedence?: string;
  readonly queue?: string;
}

export interface Instance {
  readonly slots: readonly string[];
  readonly establishments: Readonly<Record<string, House>>;
  readonly children: Readonly<
    Record<
      string,
      {
        readonly section: string;
        readonly slots: readonly string[];
        readonly traits?: readonly string[];
        readonly current?: string | null;
      }
    >
  >;
  readonly families: Readonly<
    Record<
      string,
      { readonly children: readonly string[]; readonly wishes: readonly Wish[]; readonly mustPlace?: boolean }
    >
  >;
}

export interface Miss {
  readonly code: string;
  readonly at: string;
  readonly section: string;
  readonly slot: string | null;
  readonly taken: number | null;
  readonly cutOff: number | null;
  readonly points: number | null;
  readonly missing: number | null;
  /** The published rules that decided beside points; absent where none did. */
  readonly rules?: readonly string[];
  readonly without: number;
}

export interface ClaimedPlace {
  readonly number: number;
  readonly at: string;
  readonly section: string;
  readonly slots: number | null;
  /** The day of a place in a section where the child has one from another day; null is the day that it asked for. */
  readonly from?: string | null;
}
export interface Claim {
  readonly numbers: readonly number[];
  readonly gains: readonly ClaimedPlace[];
  readonly leaves: readonly ClaimedPlace[];
  readonly others: number;
  /** Why it remains; absent from the files of earlier versions. */
  readonly cause?: string;
}

export interface LaterPlace {
  readonly at: string;
  readonly section: string;
  readonly from: string;
  /** Whether it went to a child ranked below; absent where it was still free. */
  readonly given?: true;
}

export interface ToldCase {
  readonly number: number;
  readonly child: string;
  readonly wished: readonly string[];
  readonly decision: string | null;
  readonly place: {
    readonly at: string;
    readonly section: string;
    readonly slots: number;
    readonly from?: string;
  } | null;
  readonly reason: string | null;
  readonly departs: boolean;
  /** When the standing decision was taken. */
  readonly decidedAt?: string | null;
  readonly explanation: {
    readonly misses: readonly Miss[];
    readonly claim: Claim | null;
    readonly wouldHaveTaken: readonly string[];
    /** A place that a child kept waiting could have had by waiting longer than its family said. */
    readonly later?: LaterPlace;
  } | null;
  readonly facts: { readonly inTerritory: boolean; readonly wantedFrom: string };
}

export interface CutOff {
  readonly at: string;
  readonly section: string;
  readonly reserve: string | null;
  readonly received: number;
  readonly points: number;
  readonly full: boolean;
}

/** A shorter week that members gave a child and that none of its wishes names. */
export interface GivenWeek {
  readonly family: string;
  readonly child: string;
  readonly place: Place;
}

/** What the session proposed before any decision, of the places as they were last read. */
export interface FirstProposal {
  readonly places: Readonly<Record<string, Place | null>>;
  readonly claims: readonly { readonly family: string; readonly wish: number }[];
  readonly proven: boolean;
}

/** One thing that happened in a session: the places were read, or members decided at one press. */
export interface RecordedEvent {
  readonly kind: string;
  readonly at: string;
  /** For a reading of the places: whether the proposal was fair. */
  readonly fair?: boolean;
  /** For decisions: when they were undone at one press; null when they were not. */
  readonly undoneAt?: string | null;
  readonly cases?: readonly {
    readonly child: string;
    readonly decision: string | null;
    /** Whether the decision was the proposal that stood. */
    readonly followed: boolean | null;
    readonly decidedAt: string | null;
  }[];
}

export interface AuditFile {
  readonly session: { readonly entryFrom: string };
  readonly instance: Instance;
  /** Absent from the files of earlier versions, in which members gave no such week. */
  readonly givenWeeks?: readonly GivenWeek[];
  readonly places: Readonly<Record<string, Place | null>>;
  readonly alternatives: Readonly<Record<string, readonly Wish[]>>;
  readonly claims: readonly { readonly family: string; readonly wish: number }[];
  readonly told: readonly ToldCase[];
  readonly cutOffs: readonly CutOff[] | null;
  /** The proposal as the engine printed it, of the places as they were last read. */
  readonly proposal?: { readonly fair?: boolean };
  /** Absent from the first version of the file, in which no cause is told. */
  readonly first?: FirstProposal;
  /** In order; absent from the first version of the file. */
  readonly record?: readonly RecordedEvent[];
  /** By child, then by establishment; absent from the first version of the file. */
  readonly ownPoints?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The draw of the numbers of all cases; absent from files before version 3, null where no seed was kept. */
  readonly numbers?: { readonly seed: string; readonly drawn: Readonly<Record<string, number>> } | null;
  /** Absent from the files of earlier versions, which kept no such runs. */
  readonly reoffers?: readonly Reoffer[];
}

/** Seats that came free after the session, and what was told of them: computed in the order of the session. */
export interface Reoffer {
  readonly at: string;
  readonly instance: Instance;
  readonly places: AuditFile['places'];
  readonly claims: AuditFile['claims'];
  readonly told: readonly Pick<ToldCase, 'number' | 'child' | 'wished' | 'place' | 'explanation'>[];
}

/** An audit file that cannot be checked. The message is one line. */
export class Unreadable extends Error {}

const PARTS = ['session', 'instance', 'places', 'alternatives', 'claims', 'told'] as const;

/** @throws Unreadable with a message that names what is missing */
export function readAudit(json: string): AuditFile {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Unreadable(`audit file: is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null) throw new Unreadable('audit file: is not an object');
  const missing = PARTS.find((part) => !Object.hasOwn(value, part));
  if (missing) throw new Unreadable(`audit file: ${missing} is missing`);
  return value as AuditFile;
}
