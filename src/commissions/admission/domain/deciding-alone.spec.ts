import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { decidingAlone } from './deciding-alone.js';
import type { CriteriaGrid, GridLine } from './grid.js';
import { transcribe, type SourceGrid } from './transcribe.js';

const { grids } = JSON.parse(readFileSync('data/criteria-grids.json', 'utf8')) as { grids: SourceGrid[] };
const aGrid = (items: GridLine[], rest: Partial<CriteriaGrid> = {}): CriteriaGrid => ({
  id: 'test',
  source: 'test',
  items,
  tieBreak: ['lot'],
  assumed: [],
  ...rest,
});

describe('a criterion that decides alone', () => {
  it.each<[string, CriteriaGrid, [string, number, number][]]>([
    [
      'more than all the others together',
      aGrid([
        { code: 'resident', points: 100 },
        { code: 'adoption', points: 40 },
        { code: 'minor_parent', points: 50 },
      ]),
      [['resident', 100, 90]],
    ],
    [
      'as much as the others: not alone',
      aGrid([
        { code: 'resident', points: 90 },
        { code: 'adoption', points: 40 },
        { code: 'minor_parent', points: 50 },
      ]),
      [],
    ],
    [
      'of a group, one counts among the others',
      aGrid([
        { code: 'resident', points: 50 },
        {
          group: 'activity',
          options: [
            { code: 'both_work', points: 40 },
            { code: 'one_works', points: 30 },
          ],
        },
      ]),
      [['resident', 50, 40]],
    ],
    [
      'an option of a group is weighed against the other lines',
      aGrid([
        { code: 'resident', points: 20 },
        {
          group: 'activity',
          options: [
            { code: 'both_work', points: 40 },
            { code: 'one_works', points: 10 },
          ],
        },
      ]),
      [['both_work', 40, 20]],
    ],
    [
      'the cap of a group holds it back among the others',
      aGrid([
        { code: 'resident', points: 50 },
        {
          group: 'activity',
          cap: 10,
          options: [
            { code: 'both_work', points: 60 },
            { code: 'one_works', points: 55 },
          ],
        },
      ]),
      [
        ['resident', 50, 10],
        ['both_work', 60, 50],
        ['one_works', 55, 50],
      ],
    ],
    [
      'a cap of several lines too',
      aGrid(
        [
          { code: 'resident', points: 50 },
          { code: 'adoption', points: 40 },
          { code: 'minor_parent', points: 40 },
        ],
        { caps: [{ codes: ['adoption', 'minor_parent'], max: 45 }] },
      ),
      [['resident', 50, 45]],
    ],
    [
      'points per month, as many as a child ever waits',
      aGrid([
        { code: 'seniority', perUnit: 10, cap: null },
        { code: 'resident', points: 300 },
      ]),
      [['seniority', 360, 300]],
    ],
    [
      'points per month, capped',
      aGrid([
        { code: 'seniority', perUnit: 10, cap: 100 },
        { code: 'resident', points: 300 },
      ]),
      [['resident', 300, 100]],
    ],
    [
      'points taken away',
      aGrid([
        { code: 'offer_refused', points: -200 },
        { code: 'resident', points: 100 },
      ]),
      [
        ['offer_refused', 200, 100],
        ['resident', 100, 0],
      ],
    ],
    [
      'the most of a range and of bands',
      aGrid([
        { code: 'vulnerability', range: [10, 100], by: ['pmi'] },
        {
          code: 'income',
          bands: [
            [null, 5, 30],
            [6, null, 10],
          ],
        },
        { code: 'sibling_present', bonus: 20 },
      ]),
      [['vulnerability', 100, 50]],
    ],
  ])('%s', (_, grid, expected) =>
    expect(decidingAlone(grid).map(({ code, weight, others }) => [code, weight, others])).toEqual(expected),
  );

  it.each([
    ['villiers-le-bel', []],
    ['pessac', []],
  ])('%s has none', (id, expected) => {
    expect(
      decidingAlone(
        transcribe(
          grids.find((grid) => grid.id === id)!,
          { tieBreak: ['lot'], assumed: [] },
        ),
      ),
    ).toEqual(expected);
  });
});
