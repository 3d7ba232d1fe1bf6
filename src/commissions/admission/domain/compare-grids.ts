import {
  activityAtOf,
  isGroup,
  type ActivityAt,
  type BonusItem,
  type CriteriaGrid,
  type GridLine,
  type GridOption,
  type SetCap,
} from './grid.js';

/** One statement of a grid, by itself. */
export type GridEntry =
  | {
      readonly kind: 'criterion';
      readonly code: string;
      readonly group: string | null;
      readonly item: GridOption | BonusItem;
    }
  | { readonly kind: 'group'; readonly code: string; readonly cap: number | null }
  | { readonly kind: 'set'; readonly code: string; readonly cap: SetCap }
  | { readonly kind: 'total'; readonly code: string; readonly cap: number }
  | { readonly kind: 'activity'; readonly code: string; readonly at: ActivityAt }
  | { readonly kind: 'tie_break'; readonly code: string; readonly order: CriteriaGrid['tieBreak'] };

export interface GridChange {
  readonly change: 'added' | 'removed' | 'changed' | 'same';
  readonly before: GridEntry | null;
  readonly after: GridEntry | null;
}

export type Difference = GridChange & { readonly change: Exclude<GridChange['change'], 'same'> };
export const isDifference = (change: GridChange): change is Difference => change.change !== 'same';

function entriesOfLine(line: GridLine): GridEntry[] {
  if (!isGroup(line)) return [{ kind: 'criterion', code: line.code, group: null, item: line }];
  const options = line.options.map((item): GridEntry => ({
    kind: 'criterion',
    code: item.code,
    group: line.group,
    item,
  }));
  return typeof line.cap === 'number' ? [...options, { kind: 'group', code: line.group, cap: line.cap }] : options;
}

/** All statements of a grid, in its order. */
export function entriesOf(grid: CriteriaGrid): GridEntry[] {
  return [
    ...grid.items.flatMap(entriesOfLine),
    ...(grid.caps ?? []).map((cap): GridEntry => ({ kind: 'set', code: [...cap.codes].sort().join('+'), cap })),
    ...(typeof grid.totalCap === 'number' ? [{ kind: 'total', code: 'total', cap: grid.totalCap } as const] : []),
    { kind: 'activity', code: 'activity_at', at: activityAtOf(grid) },
    { kind: 'tie_break', code: 'tie_break', order: grid.tieBreak },
  ];
}

/**
 * A form in which equal values are equal: the order of names does not matter, and null, false and absent are the same.
 */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const said = Object.entries(value).filter(([, field]) => field !== null && field !== undefined && field !== false);
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, canonical(field)]));
}

const isSame = (a: GridEntry, b: GridEntry): boolean => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
const isAbout = (a: GridEntry, b: GridEntry): boolean => a.kind === b.kind && a.code === b.code;

/**
 * The differences between two versions, in the order of the later one. Statements that the later one no longer has
 * come last. A changed order of lines is no difference, because it gives no points.
 */
export function compareGrids(before: CriteriaGrid, after: CriteriaGrid): GridChange[] {
  const was = entriesOf(before);
  const is = entriesOf(after);
  const kept = is.map((entry): GridChange => {
    const earlier = was.find((other) => isAbout(other, entry));
    if (!earlier) return { change: 'added', before: null, after: entry };
    return { change: isSame(earlier, entry) ? 'same' : 'changed', before: earlier, after: entry };
  });
  const removed = was
    .filter((entry) => !is.some((other) => isAbout(other, entry)))
    .map((entry): GridChange => ({ change: 'removed', before: entry, after: null }));
  return [...kept, ...removed];
}
