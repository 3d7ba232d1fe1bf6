import type { Establishment, Instance } from '../instance/instance.js';
import { byCodeUnits } from './half-days.js';

/** Kept by establishment, because the orders do not change while members decide case after case. */
const known = new WeakMap<Establishment, readonly string[]>();

/** Child ids, best first: as the instance lists them, or by points, then the tie-break, then the ids. */
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
  // Children are grouped by points, because thousands of them have only a few dozen different numbers.
  const alike = new Map<number, string[]>();
  for (const child of best) {
    const equal = alike.get(points[child]!);
    if (equal) equal.push(child);
    else alike.set(points[child]!, [child]);
  }
  return [...alike.keys()].sort((a, b) => b - a).flatMap((each) => alike.get(each)!);
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((id, index) => id === b[index]));

/** Whether all establishments rank in the same way, with brothers and sisters next to each other. */
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
