import { describe, expect, it } from '../../../../test/support/runner.js';
import { TIE_BREAKS, type CriteriaGrid, type GridLine } from './grid.js';
import { judgeGrid } from './judge-grid.js';

const SOUND: CriteriaGrid = {
  id: 'test',
  source: 'Grille du territoire',
  items: [{ code: 'resident', points: 10 }],
  tieBreak: ['request_date', 'lot'],
  assumed: [],
};
const faults = (change: Partial<CriteriaGrid>): string[] =>
  judgeGrid({ ...SOUND, ...change }).map(({ code, at }) => `${code} ${at}`);
const line = (...items: GridLine[]): string[] => faults({ items });

describe('what keeps a grid a draft', () => {
  it('nothing, when every line is written', () => expect(judgeGrid(SOUND)).toEqual([]));

  it.each<[string, GridLine[], string[]]>([
    ['no line at all', [], ['empty add']],
    ['points not written', [{ code: 'resident', points: null }], ['points items.0.points']],
    ['a criterion nobody can find out', [{ code: 'eye_colour', points: 1 }], ['unknownCriterion items.0']],
    ['a yes or no in bands', [{ code: 'resident', bands: [[1, 2, 3]] }], ['shape items.0']],
    ['a number without bands', [{ code: 'income', points: 3 }], ['shape items.0']],
    ['an expert’s word per unit', [{ code: 'vulnerability', perUnit: 3, cap: null }], ['shape items.0']],
    ['a bonus of a criterion that has no establishment', [{ code: 'resident', bonus: 3 }], ['shape items.0']],
    ['no band', [{ code: 'income', bands: [] }], ['bands items.0']],
    ['a band without limits', [{ code: 'income', bands: [[null, null, 4]] }], ['bandUndefined items.0.bands.0.from']],
    ['a band without points', [{ code: 'income', bands: [[null, 500, null]] }], ['points items.0.bands.0.points']],
    [
      'a band that ends before it begins',
      [{ code: 'income', bands: [[500, 100, 4]] }],
      ['bandReversed items.0.bands.0.to'],
    ],
    [
      'bands that overlap',
      [
        {
          code: 'income',
          bands: [
            [null, 500, 4],
            [500, null, 2],
          ],
        },
      ],
      ['bandsOverlap items.0.bands.1.from'],
    ],
    [
      'two bands without a lower limit',
      [
        {
          code: 'income',
          bands: [
            [null, 500, 4],
            [null, 800, 2],
          ],
        },
      ],
      ['bandsOverlap items.0.bands.1.from'],
    ],
    [
      'a hole between bands',
      [
        {
          code: 'income',
          bands: [
            [null, 500, 4],
            [502, null, 2],
          ],
        },
      ],
      ['bandsGap items.0.bands.1.from'],
    ],
    [
      'bands in another order are as good',
      [
        {
          code: 'income',
          bands: [
            [501, null, 2],
            [null, 500, 4],
          ],
        },
      ],
      [],
    ],
    [
      'bands that leave the least out',
      [
        {
          code: 'earlier_refusals',
          bands: [
            [1, 1, 2],
            [2, null, 3],
          ],
        },
      ],
      [],
    ],
    [
      'a range without its ends',
      [{ code: 'vulnerability', range: [null, null], by: ['rpe'] }],
      ['range items.0.least'],
    ],
    ['a range without its end', [{ code: 'vulnerability', range: [10, null], by: ['rpe'] }], ['range items.0.most']],
    [
      'a range the wrong way',
      [{ code: 'vulnerability', range: [50, 10], by: ['rpe'] }],
      ['rangeReversed items.0.most'],
    ],
    [
      'a range that leaves no choice',
      [{ code: 'vulnerability', range: [10, 10], by: ['rpe'] }],
      ['rangeReversed items.0.most'],
    ],
    ['a range that nobody gives', [{ code: 'vulnerability', range: [10, 50], by: [] }], ['rangeBy items.0.by']],
    ['per unit without points', [{ code: 'seniority', perUnit: null, cap: null }], ['points items.0.points']],
    ['a cap of nothing', [{ code: 'seniority', perUnit: 1, cap: 0 }], ['cap items.0.cap']],
    ['a bonus without points', [{ code: 'sibling_present', bonus: null }], ['points items.0.points']],
    ['a group of one', [{ group: 'activity', options: [{ code: 'one_works', points: 1 }] }], ['group items.0']],
    [
      'a group of our own invention',
      [
        {
          group: 'magic',
          options: [
            { code: 'one_works', points: 1 },
            { code: 'both_work', points: 2 },
          ],
        },
      ],
      ['unknownGroup items.0'],
    ],
    [
      'an option without points',
      [
        {
          group: 'activity',
          cap: -1,
          options: [
            { code: 'one_works', points: null },
            { code: 'both_work', points: 2 },
          ],
        },
      ],
      ['cap items.0.cap', 'points items.0.options.0.points'],
    ],
    [
      'a criterion twice',
      [
        { code: 'one_works', points: 1 },
        {
          group: 'activity',
          options: [
            { code: 'one_works', points: 1 },
            { code: 'both_work', points: 2 },
          ],
        },
      ],
      ['twice items.1.options.0'],
    ],
    [
      'a group and a criterion of one name are two things',
      [
        { code: 'lone_parent', points: 1 },
        {
          group: 'lone_parent',
          options: [
            { code: 'lone_parent_working', points: 1 },
            { code: 'lone_parent_seeking', points: 2 },
          ],
        },
      ],
      [],
    ],
  ])('%s', (_, items, expected) => expect(line(...items)).toEqual(expected));

  it('names the line it is about', () =>
    expect(judgeGrid({ ...SOUND, items: [{ code: 'income', bands: [[null, null, 4]] }] })[0]!.line).toBe('income'));

  it.each<[string, Partial<CriteriaGrid>, string[]]>([
    ['no name', { source: ' ' }, ['source source']],
    ['a cap of one line', { caps: [{ codes: ['resident'], max: 5 }] }, ['setLines caps.0.codes']],
    [
      'a cap without a number',
      {
        caps: [{ codes: ['resident', 'adoption'], max: null }],
        items: [
          { code: 'resident', points: 1 },
          { code: 'adoption', points: 1 },
        ],
      },
      ['cap caps.0.max'],
    ],
    [
      'a cap of lines that are not there',
      { caps: [{ codes: ['resident', 'adoption'], max: 5 }] },
      ['setLines caps.0.codes'],
    ],
    ['a total of nothing', { totalCap: 0 }, ['cap totalCap']],
    ['no lot', { tieBreak: ['request_date'] }, ['tieBreak tieBreak']],
    ['a lot before the rest', { tieBreak: ['lot', 'request_date'] }, ['tieBreak tieBreak']],
    ['the same rule twice', { tieBreak: ['request_date', 'request_date', 'lot'] }, ['tieBreak tieBreak']],
    ['every rule', { tieBreak: TIE_BREAKS }, []],
  ])('%s', (_, change, expected) => expect(faults(change)).toEqual(expected));
});
