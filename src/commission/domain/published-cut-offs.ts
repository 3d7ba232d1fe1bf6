import type { CutOff } from '../../matching/index.js';

/** Points of the last child received are told on a base of ten children (domain.md §10). */
const CUT_OFF_BASE = 10;

/** Of one section and kind of seat, once a session is closed. */
export interface SectionCutOff {
  readonly at: string;
  readonly section: string;
  /** Trait of the reserve; null for the places of everybody. */
  readonly reserve: string | null;
  /** Children of the session received, on the half-day that has most of them. */
  readonly received: number;
  /** Of the last of them. */
  readonly points: number;
  /** A half-day at least has no place left. */
  readonly full: boolean;
}

const keyOf = ({ at, section, reserve }: CutOff): string => JSON.stringify([at, section, reserve]);

/** One line per section and kind of seat of what the engine says of each half-day. */
export function sectionCutOffs(cutOffs: readonly CutOff[]): SectionCutOff[] {
  const lines = new Map<string, SectionCutOff>();
  for (const one of cutOffs) {
    const { at, section, reserve, points, holders, full } = one;
    const known = lines.get(keyOf(one));
    lines.set(keyOf(one), {
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

/** Among fewer children the points of the last would be those of somebody: neither is shown. */
export const isShown = ({ received }: SectionCutOff): boolean => received >= CUT_OFF_BASE;
