export const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

export interface MatchedAddress {
  /** The part of the path that the pattern stands for. */
  readonly address: string;
  /** How many segments that are. */
  readonly length: number;
  readonly values: Readonly<Record<string, string>>;
  /** Of two patterns that match, the longer one is nearer; of two as long, the one that says more itself. */
  readonly rank: number;
}

/** Matches a pattern such as `/rpe/demandes/:requestId` with the beginning of a path; null when it begins otherwise. */
export function matchedAddress(pattern: string, path: string): MatchedAddress | null {
  const [parts, segments] = [segmentsOf(pattern), segmentsOf(path)];
  if (parts.length > segments.length) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    if (part.startsWith(':')) values[part.slice(1)] = segments[index]!;
    else if (part !== segments[index]) return null;
  }
  const said = parts.length - Object.keys(values).length;
  return {
    address: `/${segments.slice(0, parts.length).join('/')}`,
    length: parts.length,
    values,
    rank: parts.length * 100 + said,
  };
}

/** The pattern with these values in it. What has none stays as it is. */
export const addressAt = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern.replace(/:(\w+)/g, (whole, name: string) => values[name] ?? whole);
