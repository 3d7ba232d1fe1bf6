import type { FigureChange } from './figure-changes.js';
import { delaysOf, type Delays, type Way } from './stages.js';
import type { Measure } from './figure-tables.js';

/** One row of a table: its member of the dimension, and how many of each category. */
export interface FigureRow {
  /** `''` for a table without a dimension, and for what is not known or outside the territory. */
  readonly member: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Of a table of delays, by way. */
  readonly delays: Readonly<Partial<Record<Way, Delays>>>;
}

type Change = Omit<FigureChange, 'period'>;

/** The rows of a table from its changes, sorted by member; those that come to nothing are left out. */
export function categoriesOf(changes: readonly Change[], measure: Measure): FigureRow[] {
  const members = [...new Set(changes.map(({ member }) => member))].sort();
  return members.flatMap((member): FigureRow[] => {
    const own = changes.filter((change) => change.member === member);
    const counts = measure === 'delay' ? {} : countsOf(own);
    const delays = measure === 'delay' ? delaysByStage(own) : {};
    return Object.keys(counts).length + Object.keys(delays).length === 0 ? [] : [{ member, counts, delays }];
  });
}

function countsOf(changes: readonly Change[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { category, change } of changes) sums.set(category, (sums.get(category) ?? 0) + change);
  return Object.fromEntries([...sums].filter(([, count]) => count !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function delaysByStage(changes: readonly Change[]): Partial<Record<Way, Delays>> {
  const days = new Map<Way, Map<number, number>>();
  for (const { figure, category, change } of changes) {
    const stage = figure.slice(figure.indexOf('.') + 1) as Way;
    const counts = days.get(stage) ?? new Map<number, number>();
    days.set(stage, counts.set(Number(category), (counts.get(Number(category)) ?? 0) + change));
  }
  return Object.fromEntries([...days].map(([stage, counts]) => [stage, delaysOf(counts)]));
}
