export type RefusalFacts = Record<string, string | number | undefined>;

/**
 * A "no" that a person will read: `code` names a sentence of the catalogue (`refusal.<code>`),
 * `facts` fill it. Pure rules answer `null` (go ahead) or a Refusal; they never throw one.
 */
export interface Refusal {
  readonly code: string;
  readonly facts?: RefusalFacts;
}

export const refuse = (code: string, facts?: RefusalFacts): Refusal => (facts ? { code, facts } : { code });

/** Carries a Refusal through a use case up to the edge, where one filter makes a page or a problem document of it. */
export class DomainError extends Error {
  /** @param about where several things were asked for at once: the id of the one that is refused */
  constructor(
    readonly refusal: Refusal,
    readonly about?: string,
  ) {
    super(refusal.code);
    this.name = 'DomainError';
  }
}

/** What is absent, or not yours: the edge answers a plain 404 for both. */
export class NotFound extends Error {
  constructor(readonly what: string) {
    super(`${what} not found`);
    this.name = 'NotFound';
  }
}

/** Somebody changed the thing first: the edge shows what changed and keeps the input (409). */
export class Conflict extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'Conflict';
  }
}
