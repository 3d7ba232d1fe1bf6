import type { Establishment, Instance } from '../instance.js';
import type { Compiled } from './compiled.js';
import { byCodeUnits } from './half-days.js';

/** Child ids, best first: as listed, or points, then the tie-break, then the ids. */
export function orderOf({ order, points = {}, tieBreak = [] }: Establishment): readonly string[] {
  if (order) return order;
  const place = new Map(tieBreak.map((child, index) => [child, index]));
  const tie = (child: string): number => place.get(child) ?? tieBreak.length;
  return Object.keys(points).sort((a, b) => points[b]! - points[a]! || tie(a) - tie(b) || byCodeUnits(a, b));
}

/** Writes the rank of every entry: its child's position in the order of its establishment. */
export function ranksOf(instance: Instance, compiled: Pick<Compiled, 'entryUnit' | 'entryChild' | 'unitAt' | 'rank'>, numberOfChild: ReadonlyMap<string, number>): void {
  const { entryUnit, entryChild, unitAt, rank } = compiled;
  const entriesAt = new Map<string, number[]>();
  for (const [entry, unit] of entryUnit.entries()) {
    const at = unitAt[unit]!;
    const list = entriesAt.get(at);
    if (list) list.push(entry);
    else entriesAt.set(at, [entry]);
  }
  const position = new Int32Array(numberOfChild.size).fill(-1);
  let written: readonly string[] = [];
  for (const [at, entries] of entriesAt) {
    const order = orderOf(instance.establishments[at]!);
    if (order !== written) {
      for (const child of written) position[numberOfChild.get(child)!] = -1;
      for (const [index, child] of order.entries()) position[numberOfChild.get(child)!] = index;
      written = order;
    }
    for (const entry of entries) if (position[entryChild[entry]!]! >= 0) rank[entry] = position[entryChild[entry]!]!;
  }
}

const sameList = (a: readonly string[], b: readonly string[]): boolean => a === b || (a.length === b.length && a.every((id, index) => id === b[index]));

/** Whether all establishments rank alike, brothers and sisters next to each other. */
export function compareOrders(instance: Instance): boolean {
  const [first, ...others] = Object.values(instance.establishments).map(orderOf);
  if (first === undefined || !others.every((order) => sameList(first, order))) return false;
  const position = new Map(first.map((child, index) => [child, index]));
  return Object.values(instance.families).every(({ children }) => {
    const places = children.map((child) => position.get(child));
    if (places.some((place) => place === undefined)) return false;
    return Math.max(...(places as number[])) - Math.min(...(places as number[])) === children.length - 1;
  });
}
