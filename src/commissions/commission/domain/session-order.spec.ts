import { describe, expect, it } from '../../../../test/support/runner.js';
import { sessionOrder } from './session-order.js';

const one = (id: string, points: number, requestedAt: string, family = id) => ({ id, family, points, requestedAt });

describe('the order of a session', () => {
  it('by points, then the tie-break of the grid', () => {
    const order = sessionOrder([one('a', 10, '2026-02'), one('b', 20, '2026-03'), one('c', 10, '2026-01')], 'seed', [
      'request_date',
      'lot',
    ]);
    expect(order).toEqual({ ranked: ['b', 'c', 'a'], tieBreak: ['c', 'a', 'b'] });
  });

  it('brothers and sisters stand where the best of them does, next to each other in both', () => {
    const order = sessionOrder(
      [
        one('old', 5, '2026-01', 'f'),
        one('x', 15, '2026-02'),
        one('y', 10, '2026-03'),
        one('young', 20, '2026-09', 'f'),
      ],
      'seed',
      ['request_date', 'lot'],
    );
    expect(order).toEqual({ ranked: ['old', 'young', 'x', 'y'], tieBreak: ['old', 'young', 'x', 'y'] });
  });
});
