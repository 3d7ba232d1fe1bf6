import type {
  Entry,
  Establishment,
  Instance,
  SeatNumbers,
  Wish,
} from '../../../src/commissions/matching/instance/instance.js';
import { orderOf } from './oracle.js';

/** Rotates a list by some places, to change an order that carries no meaning. */
const turned = <T>(list: readonly T[], by: number): T[] =>
  [...list.slice(by % (list.length || 1)), ...list.slice(0, by % (list.length || 1))].reverse();
const mapped = <T, R>(record: Readonly<Record<string, T>>, by: number, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(turned(Object.entries(record), by).map(([key, value]) => [key, change(value)]));

/** The same instance with every key and every list without meaning in another order. */
export function rewritten(instance: Instance, by: number): Instance {
  const seats = (value: SeatNumbers): SeatNumbers =>
    typeof value === 'number' ? value : mapped(value, by, (places) => places);
  const entry = (value: string | Entry | null): string | Entry | null =>
    value !== null && typeof value === 'object' && value.slots
      ? { slots: turned(value.slots, by), ...omit(value) }
      : value;
  const omit = ({ slots: _, ...rest }: Entry): Entry => rest;
  return {
    ...(instance.locks && { locks: mapped(instance.locks, by, entry) }),
    families: mapped(instance.families, by, ({ wishes, ...rest }) => ({
      wishes: wishes.map((wish): Wish => wish.map(entry)),
      ...rest,
    })),
    children: mapped(instance.children, by, ({ slots, traits, ...rest }) => ({
      slots: turned(slots, by),
      ...(traits && { traits: turned(traits, by) }),
      ...rest,
    })),
    establishments: mapped(instance.establishments, by, ({ capacity, points, reserves, ...rest }): Establishment => ({
      ...(reserves && { reserves: reserves.map((reserve) => ({ ...reserve, seats: seats(reserve.seats) })) }),
      ...(points && { points: mapped(points, by, (value) => value) }),
      capacity: mapped(capacity, by, seats),
      ...rest,
    })),
    slots: turned(instance.slots, by),
  };
}

export function withWishes(instance: Instance, family: string, wishes: readonly Wish[]): Instance {
  return { ...instance, families: { ...instance.families, [family]: { ...instance.families[family]!, wishes } } };
}

/** Ranks one child higher at one establishment, by this many ranks. No other child moves. */
export function movedUp(instance: Instance, at: string, child: string, by: number): Instance {
  const { points: _, tieBreak: __, ...house } = instance.establishments[at]!;
  const order = orderOf(instance.establishments[at]!);
  const rank = order.includes(child) ? order.indexOf(child) : order.length;
  const others = order.filter((one) => one !== child);
  const better = Math.max(0, rank - by);
  return {
    ...instance,
    establishments: {
      ...instance.establishments,
      [at]: { ...house, order: [...others.slice(0, better), child, ...others.slice(better)] },
    },
  };
}

/** A part of a list in another order, chosen by two numbers: what a family might say instead. */
export function otherwise<T>(list: readonly T[], keep: number, by: number): T[] {
  const rest = list.filter((_, index) => (keep >> index) & 1);
  return by % 2
    ? turned(rest, by >> 1)
    : [...rest.slice((by >> 1) % (rest.length || 1)), ...rest.slice(0, (by >> 1) % (rest.length || 1))];
}
