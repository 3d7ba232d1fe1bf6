import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Establishment, Instance } from '../instance/instance.js';
import { compareOrders, orderOf } from './orders.js';

const ranked = (more: Partial<Establishment>): Establishment => ({ capacity: {}, ...more });

describe('the order of an establishment', () => {
  it.each<[string, Partial<Establishment>, string]>([
    ['is the one it lists', { order: ['b', 'a'], points: { a: 1 } }, 'b a'],
    ['goes by points, from high to low', { points: { a: 1, b: 3, c: 2 } }, 'b c a'],
    ['then by the tie-break', { points: { a: 1, b: 1, c: 1 }, tieBreak: ['c', 'a', 'b'] }, 'c a b'],
    [
      'has whom the tie-break does not name after whom it names',
      { points: { a: 1, b: 1, c: 1 }, tieBreak: ['c'] },
      'c a b',
    ],
    ['then by ids', { points: { b: 1, a: 1 } }, 'a b'],
    ['is empty when nobody is eligible', {}, ''],
  ])('%s', (_, more, order) => expect(orderOf(ranked(more)).join(' ')).toBe(order));
});

describe('one order for all', () => {
  const instance = (orders: string[], families: string[]): Pick<Instance, 'establishments' | 'families'> => ({
    establishments: Object.fromEntries(
      orders.map((order, index) => [`E${index}`, ranked({ order: order.split(' ') })]),
    ),
    families: Object.fromEntries(families.map((children) => [children, { children: children.split(' '), wishes: [] }])),
  });
  it.each<[string, string[], string[], boolean]>([
    ['is the same list everywhere', ['a b c', 'a b c'], ['a', 'b', 'c'], true],
    ['is not when two establishments disagree', ['a b c', 'a c b'], ['a'], false],
    ['is not when one lists fewer', ['a b c', 'a b'], ['a'], false],
    ['has brothers and sisters next to each other, whoever comes first', ['a b c'], ['c b'], true],
    ['is not when somebody stands between them', ['a b c'], ['a c'], false],
    ['is not when a child is eligible nowhere', ['a b'], ['d'], false],
    ['is not when there is no establishment', [], ['a'], false],
  ])('%s', (_, orders, families, expected) =>
    expect(compareOrders(instance(orders, families) as Instance)).toBe(expected),
  );
});
