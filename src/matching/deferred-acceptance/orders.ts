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
  const place = new Map(tieBreak.map((child, index) => [child, index]));
  const tie = (child: string): number => place.get(child) ?? tieBreak.length;
  return Object.keys(points).sort((a, b) => points[b]! - points[a]! || tie(a) - tie(b) || byCodeUnits(a, b));
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
