export type RefusalFacts = Record<string, string | number | undefined>;

/**
 * A "no" that a person will read. `code` names a sentence of the catalogue (`refusal.<code>`), and `facts` fill its
 * placeholders. Pure rules return a Refusal, or null to go ahead; they never throw one.
 */
export interface Refusal {
  readonly code: string;
  readonly facts?: RefusalFacts;
}

export const refuse = (code: string, facts?: RefusalFacts): Refusal => (facts ? { code, facts } : { code });

/** Carries a Refusal through a use case up to the edge, where one filter makes a page or a problem document of it. */
export class DomainError extends Error {
  /** @param about the id of the thing that is refused, where several were asked for at once */
  constructor(
    readonly refusal: Refusal,
    readonly about?: string,
  ) {
    super(refusal.code);
    this.name = 'DomainError';
  }
}

/**
 * The thing does not exist, or this person may not see it. Both are answered with the same 404, so that nobody learns
 * which.
 */
export class NotFound extends Error {
  constructor(readonly what: string) {
    super(`${what} not found`);
    this.name = 'NotFound';
  }
}

/** Somebody else changed the thing first. The page shows what has changed and keeps what was typed (409). */
export class Conflict extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'Conflict';
  }
}

/** Families may not come yet: something is missing before the desk opens (503). */
export class NotOpenYet extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'NotOpenYet';
  }
}
