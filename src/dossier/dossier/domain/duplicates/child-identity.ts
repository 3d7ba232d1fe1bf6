import type { Day } from '../../../../foundation/kernel/time.js';

/** What tells which child a request is about. */
export interface ChildIdentity {
  readonly surname: string | null;
  /** Null when to be born or not given. */
  readonly firstName: string | null;
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
  /** Ten national digits each, of every adult of the dossier. */
  readonly phones: readonly string[];
  /** Lower case. */
  readonly emails: readonly string[];
  /** `First Surname` of the adults, or what is known of it. */
  readonly adults?: readonly string[];
  /** True when the family said that it is one of twins or more. */
  readonly multipleBirth?: boolean | null;
}
