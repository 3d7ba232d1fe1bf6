import { describe, expect, it } from '../../../../test/support/runner.js';
import { editGrid, newLine, type GridEdit } from './edit-grid.js';
import { nameOf, type CriteriaGrid } from './grid.js';

const GRID: CriteriaGrid = {
  id: 'test',
  source: 'test',
  tieBreak: ['lot'],
  assumed: [],
  caps: [
    { codes: ['resident'], max: 5 },
    { codes: [], max: 9 },
  ],
  items: [
    { code: 'resident', points: 1 },
    {
      group: 'activity',
      options: [
        { code: 'one_works', points: 2 },
        { code: 'both_work', points: 3 },
      ],
    },
    {
      code: 'income',
      bands: [
        [null, 500, 4],
        [501, 900, 2],
      ],
    },
  ],
};
const said = (grid: CriteriaGrid): unknown =>
  grid.items.map((line) =>
    'options' in line ? { [line.group]: line.options.map(nameOf) } : 'bands' in line ? line.bands : nameOf(line),
  );
const income = [
  [null, 500, 4],
  [501, 900, 2],
];
const activity = { activity: ['one_works', 'both_work'] };

describe('one press of the editor', () => {
  it.each<[string, GridEdit, unknown]>([
    ['removes a line', { edit: 'remove', path: 'items.0' }, [activity, income]],
    ['moves a line up', { edit: 'up', path: 'items.1' }, [activity, 'resident', income]],
    ['leaves the first where it is', { edit: 'up', path: 'items.0' }, ['resident', activity, income]],
    ['moves a line down', { edit: 'down', path: 'items.0' }, [activity, 'resident', income]],
    ['leaves the last where it is', { edit: 'down', path: 'items.2' }, ['resident', activity, income]],
    [
      'moves an option',
      { edit: 'down', path: 'items.1.options.0' },
      ['resident', { activity: ['both_work', 'one_works'] }, income],
    ],
    [
      'removes an option',
      { edit: 'remove', path: 'items.1.options.1' },
      ['resident', { activity: ['one_works'] }, income],
    ],
    ['removes a band', { edit: 'remove', path: 'items.2.bands.0' }, ['resident', activity, [[501, 900, 2]]]],
    [
      'adds a band where the last one ended',
      { edit: 'band', path: 'items.2' },
      ['resident', activity, [...income, [901, null, null]]],
    ],
    [
      'adds a line',
      { edit: 'add', path: null, shape: 'flat', code: 'adoption' },
      ['resident', activity, income, 'adoption'],
    ],
    [
      'adds a group',
      { edit: 'add', path: null, shape: 'group', code: 'child' },
      ['resident', activity, income, { child: [] }],
    ],
    [
      'adds an option',
      { edit: 'add', path: 'items.1', shape: 'flat', code: 'neither_works' },
      ['resident', { activity: ['one_works', 'both_work', 'neither_works'] }, income],
    ],
    [
      'puts no group in a group',
      { edit: 'add', path: 'items.1', shape: 'group', code: 'child' },
      ['resident', activity, income],
    ],
    [
      'puts no bonus in a group',
      { edit: 'add', path: 'items.1', shape: 'bonus', code: 'same_commune' },
      ['resident', activity, income],
    ],
    [
      'gives no criterion a shape that it cannot have',
      { edit: 'add', path: null, shape: 'bands', code: 'adoption' },
      ['resident', activity, income],
    ],
    ['does nothing at a line that is not there', { edit: 'remove', path: 'items.9' }, ['resident', activity, income]],
    [
      'does nothing with bands of a line that has none',
      { edit: 'band', path: 'items.0' },
      ['resident', activity, income],
    ],
  ])('%s', (_, edit, expected) => expect(said(editGrid(GRID, edit))).toEqual(expected));

  it('adds and removes a cap', () => {
    expect(editGrid(GRID, { edit: 'cap' }).caps).toHaveLength(3);
    expect(editGrid(GRID, { edit: 'remove', path: 'caps.0' }).caps).toEqual([{ codes: [], max: 9 }]);
  });

  it('begins each shape with nothing written', () => {
    expect([
      newLine('flat', 'resident'),
      newLine('bands', 'income'),
      newLine('unit', 'seniority'),
      newLine('range', 'vulnerability'),
      newLine('bonus', 'same_commune'),
    ]).toEqual([
      { code: 'resident', points: null },
      { code: 'income', bands: [[null, null, null]] },
      { code: 'seniority', perUnit: null, cap: null },
      { code: 'vulnerability', range: [null, null], by: [] },
      { code: 'same_commune', bonus: null },
    ]);
  });
});
