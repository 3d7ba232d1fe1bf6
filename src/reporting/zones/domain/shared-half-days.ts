/** Free half-days of a week in a commune, or half-days wanted by who lives there. */
type ByCommune = ReadonlyMap<string, number>;

/**
 * The part of each commune of the free half-days within its reach. What several communes reach is shared in proportion
 * to what each of them wants, so that no half-day counts twice (observatory.md, tension of a territory).
 * @param free by the commune of the place
 * @param wanted by the commune of residence; a commune that wants nothing has no part
 */
export function shareHalfDays(
  free: ByCommune,
  wanted: ByCommune,
  isNear: (residence: string, place: string) => boolean,
): Map<string, number> {
  const parts = new Map<string, number>();
  for (const [place, count] of free) {
    const reaching = [...wanted].filter(([residence, asked]) => asked > 0 && isNear(residence, place));
    const sum = reaching.reduce((all, [, asked]) => all + asked, 0);
    for (const [residence, asked] of reaching)
      parts.set(residence, (parts.get(residence) ?? 0) + (count * asked) / sum);
  }
  return parts;
}
