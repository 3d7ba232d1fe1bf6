import type { Band, CriteriaGrid, Expert, GridLine, GridOption } from './grid.js';

/** A line of a published grid as `data/criteria-grids.json` has it, in the words of the source. */
export interface SourceLine {
  readonly code?: string;
  readonly group?: string;
  readonly options?: readonly SourceLine[];
  readonly points?: number;
  readonly pointsPer?: string;
  readonly bands?: readonly Band[];
  readonly range?: readonly [number, number];
  readonly by?: string;
}
export interface SourceGrid {
  readonly id: string;
  readonly source: string;
  readonly items: readonly SourceLine[];
}

/** What a source counts per unit, and our own criterion for it. */
const UNITS: Record<string, string> = { 'commission attended': 'missed_commissions', month: 'seniority' };
const EXPERTS_NAMED: readonly (readonly [RegExp, Expert])[] = [
  [/\bRPE\b/, 'rpe'],
  [/\bPMI\b/, 'pmi'],
  [/social/, 'social_services'],
];

function option({ code, points, pointsPer, bands, range, by }: SourceLine): GridOption {
  if (code === undefined) throw new Error('A line of a published grid has neither a code nor a group');
  if (range)
    return { code, range, by: EXPERTS_NAMED.filter(([word]) => word.test(by ?? '')).map(([, expert]) => expert) };
  if (bands) return { code, bands };
  if (pointsPer === undefined) return { code, points: points ?? null };
  const unit = UNITS[pointsPer];
  if (!unit) throw new Error(`Points per ${pointsPer} cannot be counted`);
  return { code: unit, perUnit: points ?? null, cap: null };
}

/** A published grid in our own words. judgeGrid decides whether it can be counted. */
export function transcribe(
  { id, source, items }: SourceGrid,
  rules: Pick<CriteriaGrid, 'tieBreak' | 'activityAt' | 'assumed'>,
): CriteriaGrid {
  const line = (source: SourceLine): GridLine =>
    source.group === undefined ? option(source) : { group: source.group, options: (source.options ?? []).map(option) };
  return { id, source, items: items.map(line), ...rules };
}
