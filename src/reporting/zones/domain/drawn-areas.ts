/** A group of communes of a hypothesis. */
export interface DrawnArea {
  readonly name: string;
  /** INSEE codes. */
  readonly communes: readonly string[];
}

/** The groups of a hypothesis, from the area that somebody wrote beside each commune. An empty name is in none. */
export function areasOf(areaOfCommune: ReadonlyMap<string, string>): DrawnArea[] {
  const areas = new Map<string, string[]>();
  for (const [code, name] of areaOfCommune) {
    const area = name.trim();
    if (area !== '') areas.set(area, [...(areas.get(area) ?? []), code]);
  }
  return [...areas]
    .sort(([a], [b]) => a.localeCompare(b, 'fr'))
    .map(([name, communes]) => ({ name, communes: [...communes].sort() }));
}
