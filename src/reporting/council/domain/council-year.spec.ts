import { describe, expect, it } from '../../../../test/support/runner.js';
import type { FigureRow } from '../../reporting/index.js';
import { changeOf, shownAsked } from './council-year.js';

const row = (member: string, counts: FigureRow['counts']): FigureRow => ({ member, counts, delays: {} });
const tables = (received: number[], wish: [number, number][]) => ({
  communes: ['a', 'b', 'c', ''],
  wishes: ['1', '2'],
  received: received.map((count, index) => row(['a', 'b', 'c', ''][index]!, { '': count })),
  wish: wish.map(([first, second], index) => row(['a', 'b', 'c', ''][index]!, { '1': first, '2': second })),
});

describe('what a council reads of its commune', () => {
  it('is told where every commune has enough', () =>
    expect(
      shownAsked(
        tables(
          [20, 9, 12, 6],
          [
            [12, 7],
            [6, 6],
            [9, 5],
            [8, 8],
          ],
        ),
        'a',
      ),
    ).toEqual({ received: 20, obtained: { '1': 12, '2': 7 }, solutions: 19 }));

  it('is hidden as in the table of all communes: what would tell a small count of another is hidden too', () => {
    const asked = tables(
      [20, 3, 12, 6],
      [
        [12, 7],
        [6, 2],
        [9, 5],
        [8, 8],
      ],
    );
    // Three in b: the next in the list hides it.
    expect(shownAsked(asked, 'b')).toMatchObject({ received: null });
    expect(shownAsked(asked, 'c')).toMatchObject({ received: null });
    expect(shownAsked(asked, 'a')).toMatchObject({ received: 20 });
    // Two second wishes in b: hidden, with the other of its row.
    expect(shownAsked(asked, 'b').obtained).toEqual({ '1': null, '2': null });
  });

  it.each<[number | null, number | null | undefined, number | null]>([
    [12, 9, 3],
    [9, 12, -3],
    [null, 9, null],
    [12, null, null],
    [12, undefined, null],
  ])('tells %s after %s as a change of %s', (now, before, change) => expect(changeOf(now, before)).toBe(change));
});
