/** A neighbour that lends seats, as one child sees it. */
export interface NeighbourFacts {
  readonly providerId: string;
  readonly name: string;
  readonly communeCode: string;
  readonly livingAreaId: string | null;
  /** Its rank among the wishes of the child's request; null when the family did not name it. */
  readonly wishRank: number | null;
  /** Whether it is open at all hours that the child needs. */
  readonly opensLongEnough: boolean;
}

/** Where a family lives, or where its nursery is when nobody knows. */
export interface Nearby {
  readonly communeCode: string | null;
  readonly livingAreaId: string | null;
}

/** Which of two values comes first, when they differ. */
const compared = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 0: in the commune of the family. 1: in that of its nursery. 2: in the living area of the family. 3: elsewhere. */
function farOf({ communeCode, livingAreaId }: NeighbourFacts, family: Nearby, home: Nearby): number {
  if (communeCode === (family.communeCode ?? home.communeCode)) return 0;
  if (communeCode === home.communeCode) return 1;
  const area = family.livingAreaId ?? home.livingAreaId;
  return area !== null && livingAreaId === area ? 2 : 3;
}

/**
 * The neighbours in the order in which they are tried for a child: those that its family named when it asked for a
 * place, in its order; then the nearest ones, those open long enough first. Nobody is asked for wishes in a hurry, and
 * the family chooses at the end.
 */
export function orderNeighbours<Facts extends NeighbourFacts>(
  neighbours: readonly Facts[],
  family: Nearby,
  home: Nearby,
): Facts[] {
  const keys = (facts: Facts): (number | string)[] => [
    facts.wishRank ?? Number.MAX_SAFE_INTEGER,
    farOf(facts, family, home),
    facts.opensLongEnough ? 0 : 1,
    facts.name,
    facts.providerId,
  ];
  return [...neighbours].sort((a, b) => {
    const other = keys(b);
    return keys(a).reduce<number>((found, key, index) => found || compared(key, other[index]!), 0);
  });
}
