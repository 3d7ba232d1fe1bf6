import { FAMILY_STATUSES } from './family-status.js';
import type { PublishedCounts, PublishedMonth } from './published-month.js';

/**
 * Groups of communes of a published month. A count of a group is told where those of all its communes are: it is then
 * their sum, which a reader could add up, so that groups tell nothing more than communes do.
 */
export function publishedGroups(
  { stock }: PublishedMonth,
  keys: readonly string[],
  groupOf: (communeCode: string) => string,
): { readonly key: string; readonly counts: PublishedCounts }[] {
  return keys.map((key) => {
    const members = stock.communes.filter(({ communeCode }) => groupOf(communeCode ?? '') === key);
    const sumOf = (name: keyof PublishedCounts): number | null =>
      members.reduce<number | null>((sum, { counts }) => {
        const count = counts[name];
        return sum === null || count === null ? null : sum + count;
      }, 0);
    const counts = Object.fromEntries(FAMILY_STATUSES.map((status) => [status, sumOf(status)])) as PublishedCounts;
    return { key, counts };
  });
}
