import type { Claim, Places } from '../../matching/index.js';

export interface ClaimChanges {
  readonly created: readonly Claim[];
  readonly settled: readonly Claim[];
}

/** With what everybody would have then: a claim is told without what its children have already. */
export interface ClaimEffect extends ClaimChanges {
  readonly places: Places;
}

export const claimKey = ({ family, wish }: Claim): string => `${family} ${wish}`;

/** What a decision does to the claims that remain: those it creates, and those that are no longer there. */
export function claimChanges(before: readonly Claim[], after: readonly Claim[]): ClaimChanges {
  const without = (claims: readonly Claim[], known: readonly Claim[]): Claim[] => {
    const keys = new Set(known.map(claimKey));
    return claims.filter((claim) => !keys.has(claimKey(claim)));
  };
  return { created: without(after, before), settled: without(before, after) };
}
