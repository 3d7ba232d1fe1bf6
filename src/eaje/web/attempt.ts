import { Conflict, DomainError, type RefusalFacts } from '../../kernel/refusal.js';
import type { FieldError } from '../../platform/web/index.js';

export interface Refused {
  readonly errors: readonly FieldError[];
  readonly status: 409 | 422;
}

/**
 * Runs a use case for a form. A refusal comes back as an error about the field it concerns, so that the page is shown
 * again with the input kept; anything else goes on to the edge.
 * @param fieldOf the field a refusal's code is about
 */
export async function attempt(
  work: () => Promise<unknown>,
  fieldOf: (code: string, facts: RefusalFacts) => string,
): Promise<Refused | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) && !(error instanceof Conflict)) throw error;
    const { code, facts } = error.refusal;
    const args = Object.fromEntries(
      Object.entries(facts ?? {}).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
    );
    return {
      errors: [{ field: fieldOf(code, facts ?? {}), message: `refusal.${code}`, args }],
      status: error instanceof Conflict ? 409 : 422,
    };
  }
}
