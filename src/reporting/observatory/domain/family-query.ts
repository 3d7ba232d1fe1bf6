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
}

const NAMES: Readonly<Record<keyof FamilyQuery, string>> = {
  status: 'statut',
  cause: 'cause',
  refused: 'refus',
  commune: 'commune',
};

/** The address of the list behind a number. It holds codes only. */
export const listAddress = (query: FamilyQuery): string =>
  `/rapport/familles?${Object.entries(query)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${NAMES[name as keyof FamilyQuery]}=${encodeURIComponent(value)}`],
    )
    .join('&')}`;

const CODE_PARTS = ['status', 'cause', 'refused', 'commune'] as const;

/** The list behind a number as one code, for the address of the inbox: `without.desk..71306`. */
export const figureCode = (query: FamilyQuery): string =>
  CODE_PARTS.map((part) => query[part] ?? '')
    .join('.')
    .replace(/\.+$/, '');

/** The parts of such a code, as an address of the list names them. */
export function figureParts(code: string): Record<string, string> {
  const values = code.split('.');
  return Object.fromEntries(CODE_PARTS.flatMap((part, index) => (values[index] ? [[NAMES[part], values[index]]] : [])));
}
