import { type Claim, type Instance, type Places, wishesOf } from '../../matching/index.js';

/** Claims, with the instance in whose wishes they are positions. */
export interface Claims {
  readonly instance: Instance;
  readonly claims: readonly Claim[];
}

export interface ClaimChanges {
  readonly created: readonly Claim[];
  readonly settled: readonly Claim[];
}

/**
 * How the claims change, with the places that everybody would then have. A claim is told without what its children
 * already have.
 */
export interface ClaimEffect extends ClaimChanges {
  /** The other cases to decide whose proposal the decision changes. */
  readonly moved: readonly string[];
  readonly instance: Instance;
  readonly places: Places;
}

/** Equal for the same wish of the same family, wherever it stands among the wishes of an instance. */
export const claimKey = (instance: Instance, { family, wish }: Claim): string =>
  JSON.stringify([family, wishesOf(instance, family)[wish]]);

/** How a decision changes the remaining claims: those it creates, and those it removes. */
export function claimChanges(before: Claims, after: Claims): ClaimChanges {
  const without = (claims: Claims, known: Claims): Claim[] => {
    const keys = new Set(known.claims.map((claim) => claimKey(known.instance, claim)));
    return claims.claims.filter((claim) => !keys.has(claimKey(claims.instance, claim)));
  };
  return { created: without(after, before), settled: without(before, after) };
}
