import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import type { Cause } from './causes.js';

/** `outside`: families from outside the territory. */
export const OUTSIDE = 'outside';

/** Which families are listed. An absent part asks nothing. */
export interface FamilyQuery {
  readonly status: string;
  readonly cause?: Cause;
  readonly refused?: string;
  /** INSEE code, or {@link OUTSIDE}. */
  readonly commune?: string;
  /** The last family of the page before: `YYYY-MM-DD~id`. */
  readonly after?: string;
}

const NAMES: Readonly<Record<keyof FamilyQuery, string>> = {
  status: 'statut',
  cause: 'cause',
  refused: 'refus',
  commune: 'commune',
  after: 'apres',
};

/** The address of the list behind a number. It holds codes only. */
export const listAddress = (query: FamilyQuery): string =>
  `/rapport/familles?${Object.entries(query)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${NAMES[name as keyof FamilyQuery]}=${encodeURIComponent(value)}`],
    )
    .join('&')}`;

/** The family after which a page begins. Null for the first page. */
export function readAfter(after: string | undefined): { since: Day; dossierId: Id } | null {
  const [since, dossierId] = after?.split('~') ?? [];
  return since && dossierId ? { since, dossierId } : null;
}
