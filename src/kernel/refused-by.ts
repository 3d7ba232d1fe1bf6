import { Conflict, DomainError, type Refusal } from './refusal.js';

/** A no that a person can do something about, with the status of the page that shows it again. */
export interface Refused {
  readonly refusal: Refusal;
  readonly status: 409 | 422;
}

/** @returns null for anything that a person can do nothing about */
export function refusedWith(error: unknown): Refused | null {
  if (error instanceof DomainError) return { refusal: error.refusal, status: 422 };
  if (error instanceof Conflict) return { refusal: error.refusal, status: 409 };
  return null;
}

/** Runs a use case; answers what it refused. */
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
