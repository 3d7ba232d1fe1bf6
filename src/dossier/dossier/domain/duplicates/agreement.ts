/** The fields in which two requests are compared, in the order in which a person reads them. */
export const FIELDS = ['surname', 'firstName', 'birth', 'phone', 'email', 'adult'] as const;
export type Field = (typeof FIELDS)[number];

/** How much two values agree; `unknown` when one of them was not given. */
export type Likeness = 'same' | 'near' | 'different' | 'unknown';

/** Why two values are near. Each reason is a sentence of the catalogue. */
export const NEARNESS = ['letter', 'sound', 'part', 'swapped', 'digit', 'day_month', 'due_date'] as const;
export type Nearness = (typeof NEARNESS)[number];

export interface Compared {
  readonly likeness: Likeness;
  /** Null unless near. */
  readonly how: Nearness | null;
}

export interface Agreement extends Compared {
  readonly field: Field;
}

export const SAME: Compared = { likeness: 'same', how: null };
export const DIFFERENT: Compared = { likeness: 'different', how: null };
export const UNKNOWN: Compared = { likeness: 'unknown', how: null };
export const near = (how: Nearness): Compared => ({ likeness: 'near', how });

export const isAlike = ({ likeness }: Compared): boolean => likeness === 'same' || likeness === 'near';

const RANK: readonly Likeness[] = ['different', 'unknown', 'near', 'same'];

/** The comparison that agrees most; unknown when there is nothing to compare. */
export const best = (compared: readonly Compared[]): Compared =>
  [...compared].sort((a, b) => RANK.indexOf(b.likeness) - RANK.indexOf(a.likeness))[0] ?? UNKNOWN;
