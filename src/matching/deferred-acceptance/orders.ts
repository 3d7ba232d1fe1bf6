import type { Establishment, Instance } from '../instance/instance.js';
import { byCodeUnits } from './half-days.js';

/** Members decide case after case of one instance: its orders do not change with what they decide. */
const known = new WeakMap<Establishment, readonly string[]>();

/** Child ids, best first: as listed, or points, then the tie-break, then the ids. */
export function orderOf(establishment: Establishment): readonly string[] {
  if (establishment.order) return establishment.order;
  let order = known.get(establishment);
  if (!order) known.set(establishment, (order = ordered(establishment)));
  return order;
}

function ordered({ points = {}, tieBreak = [] }: Establishment): string[] {
  const settled = new Set(tieBreak);
  const best = [
    ...tieBreak.filter((child) => Object.hasOwn(points, child)),
    ...Object.keys(points)
      .filter((child) => !settled.has(child))
      .sort(byCodeUnits),
  ];
  // Thousands of children have a few dozen numbers of points.
  const alike = new Map<number, string[]>();
  for (const child of best) {
    const those = alike.get(points[child]!);
    if (those) those.push(child);
    else alike.set(points[child]!, [child]);
  }
  return [...alike.keys()].sort((a, b) => b - a).flatMap((each) => alike.get(each)!);
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((id, index) => id === b[index]));

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
