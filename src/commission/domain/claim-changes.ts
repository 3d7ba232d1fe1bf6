import type { Claim, Places } from '../../matching/index.js';

export interface ClaimChanges {
  readonly created: readonly Claim[];
  readonly settled: readonly Claim[];
}

/**
 * How the claims change, with the places that everybody would then have. A claim is told without what its children
 * already have.
 */
export interface ClaimEffect extends ClaimChanges {
  readonly places: Places;
}

export const claimKey = ({ family, wish }: Claim): string => `${family} ${wish}`;

/** How a decision changes the remaining claims: those it creates, and those it removes. */
export function claimChanges(before: readonly Claim[], after: readonly Claim[]): ClaimChanges {
  const without = (claims: readonly Claim[], known: readonly Claim[]): Claim[] => {
    const keys = new Set(known.map(claimKey));
    return claims.filter((claim) => !keys.has(claimKey(claim)));
  };
  return { created: without(after, before), settled: without(before, after) };
}
