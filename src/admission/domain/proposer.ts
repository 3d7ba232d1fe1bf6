/**
 * The door of the proposal engine: plain data in, plain data out (shared/design/engine.md, "Portable instance"). The plain
 * ranked pass stands behind it today.
 */

/** A place asked for at one establishment. Half-days are names of `Instance.slots`. */
export interface Target {
  readonly at: string;
  /** Null: no section of that establishment suits the child's age. */
  readonly section: string | null;
  readonly slots: readonly string[];
}

export interface InstanceEstablishment {
  /** Places of each section on each half-day, now free or held by children of the instance; absent is none. */
  readonly capacity: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Child ids, best first. */
  readonly order: readonly string[];
}

export interface InstanceFamily {
  readonly children: readonly string[];
  /** Best first: one target per child in the order of `children`, all or nothing; null leaves that child out. */
  readonly wishes: readonly (readonly (Target | null)[])[];
}

export interface Instance {
  /** Half-days in order; period-qualified (`2027-03-01/mon-am`) when children enter at different dates. */
  readonly slots: readonly string[];
  readonly establishments: Readonly<Record<string, InstanceEstablishment>>;
  readonly families: Readonly<Record<string, InstanceFamily>>;
  /** What members have decided: these children hold this, or nothing, whatever their rank. */
  readonly locks?: Readonly<Record<string, Target | null>>;
}

export type MissCode = 'FULL' | 'DOES_NOT_FIT' | 'NOT_ELIGIBLE';

/** Why a better wish was not obtained. */
export interface Miss {
  readonly family: string;
  /** Position in the family's wishes. */
  readonly wish: number;
  readonly code: MissCode;
  /** The establishment, section and first half-day without room: the witness. */
  readonly at: string;
  readonly section: string | null;
  readonly slot: string | null;
}

export interface Proposal {
  readonly engine: string;
  readonly assignments: Readonly<Record<string, Target | null>>;
  readonly misses: readonly Miss[];
}

export type Proposer = (instance: Instance) => Proposal;
