import type { Day } from '../../../foundation/kernel/time.js';

/** Who read a dossier on a day, by its function; `other` for an account that holds none any more. */
export interface Consultation {
  readonly day: Day;
  readonly role: string;
}

/** What a family is told of the readings of its dossier: each function once a day, in the order in which they come. */
export function consultationsOf(
  readings: readonly { readonly day: Day; readonly roles: readonly string[] }[],
): Consultation[] {
  const told = new Map<string, Consultation>();
  for (const { day, roles } of readings) {
    const role = roles[0] ?? 'other';
    const key = `${day} ${role}`;
    if (!told.has(key)) told.set(key, { day, role });
  }
  return [...told.values()];
}
