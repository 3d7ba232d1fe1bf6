import type { DrawnArea } from './drawn-areas.js';

/** Children who live in one commune and wish for care, or are cared for, in another. INSEE codes; '' outside. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** The same flows, each pair of communes once. */
export function addUpFlows(flows: readonly Flow[]): Flow[] {
  const sums = new Map<string, Flow>();
  for (const flow of flows) {
    const key = `${flow.from} ${flow.to}`;
    sums.set(key, { ...flow, count: flow.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}

/** Of the children of an area, the share whose flow ends within it; null where there is no flow. */
export function shareWithin({ communes }: DrawnArea, flows: readonly Flow[]): number | null {
  const own = flows.filter(({ from }) => communes.includes(from));
  const all = own.reduce((sum, { count }) => sum + count, 0);
  const within = own.filter(({ to }) => communes.includes(to)).reduce((sum, { count }) => sum + count, 0);
  return all === 0 ? null : within / all;
}
