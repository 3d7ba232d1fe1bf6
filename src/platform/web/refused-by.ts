import { Conflict, DomainError, type Refusal } from '../../kernel/refusal.js';

/** A no that a person can do something about, with the status of the page that shows it again. */
export interface Refused {
  readonly refusal: Refusal;
  readonly status: 409 | 422;
}

/** Runs a use case; answers what it refused, so that the page can be shown again with what was typed. */
export async function refusedBy(work: Promise<unknown>): Promise<Refused | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error.refusal, status: 422 };
    if (error instanceof Conflict) return { refusal: error.refusal, status: 409 };
    throw error;
  }
}
