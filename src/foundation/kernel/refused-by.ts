import { Conflict, DomainError, type Refusal } from './refusal.js';

/** A refusal that a person can act upon, with the HTTP status of the form page that shows it. */
export interface Refused {
  readonly refusal: Refusal;
  readonly status: 409 | 422;
}

/** @returns the refusal that an error carries; null for an error about which a person can do nothing */
export function refusedWith(error: unknown): Refused | null {
  if (error instanceof DomainError) return { refusal: error.refusal, status: 422 };
  if (error instanceof Conflict) return { refusal: error.refusal, status: 409 };
  return null;
}

/**
 * Runs a use case. @returns the refusal when there was one, null when the use case succeeded; any other error is
 * thrown on
 */
export async function refusedBy(work: Promise<unknown>): Promise<Refused | null> {
  try {
    await work;
    return null;
  } catch (error) {
    const refused = refusedWith(error);
    if (!refused) throw error;
    return refused;
  }
}
