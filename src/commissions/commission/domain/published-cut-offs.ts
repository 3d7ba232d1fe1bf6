import type { CutOff } from '../../matching/index.js';

/** The points of the last child admitted are only published when at least ten children were (domain.md §10). */
export const CUT_OFF_BASE = 10;

/** The cut-off of one section and kind of seat in a closed session. */
export interface SectionCutOff {
  readonly at: string;
  readonly section: string;
  /** The trait of the reserve; null for the open seats. */
  readonly reserve: string | null;
  /** How many children of the session were admitted, on the half-day with the most of them. */
  readonly received: number;
  /** The points of the last of them. */
  readonly points: number;
  /** Whether at least one half-day has no place left. */
  readonly full: boolean;
}

const keyOf = ({ at, section, reserve }: CutOff): string => JSON.stringify([at, section, reserve]);

/** One line per section and kind of seat, from the cut-offs that the engine gives for each half-day. */
export function sectionCutOffs(cutOffs: readonly CutOff[]): SectionCutOff[] {
  const lines = new Map<string, SectionCutOff>();
  for (const cutOff of cutOffs) {
    const { at, section, reserve, points, holders, full } = cutOff;
    const known = lines.get(keyOf(cutOff));
    lines.set(keyOf(cutOff), {
      at,
      section,
      reserve,
      received: Math.max(holders, known?.received ?? 0),
      points: Math.min(points, known?.points ?? points),
      full: full || (known?.full ?? false),
    });
  }
  return [...lines.values()];
}

/** Whether a cut-off may be shown. Among fewer children, the points of the last would be those of a known child. */
export const isShown = ({ received }: SectionCutOff): boolean => received >= CUT_OFF_BASE;
