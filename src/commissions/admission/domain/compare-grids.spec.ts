import { describe, expect, it } from '../../../../test/support/runner.js';
import { compareGrids } from './compare-grids.js';
import type { CriteriaGrid } from './grid.js';

const BEFORE: CriteriaGrid = {
  id: 'test',
  source: 'test',
  tieBreak: ['request_date', 'lot'],
  assumed: [],
  items: [
    { code: 'resident', points: 100 },
    {
      group: 'activity',
      options: [
        { code: 'one_works', points: 40 },
        { code: 'both_work', points: 60 },
      ],
    },
    { code: 'income', bands: [[null, 500, 4]] },
    { code: 'adoption', points: 10 },
  ],
};
const changes = (after: CriteriaGrid) =>
  compareGrids(BEFORE, after).map(
    ({ change, before, after: now }) => `${change} ${(now ?? before)!.kind} ${(now ?? before)!.code}`,
  );

describe('two versions side by side', () => {
  it('says that nothing changed, whatever the order of lines and of names', () => {
    const shuffled = {
      ...BEFORE,
      items: [{ points: 10, code: 'adoption', proof: false }, ...BEFORE.items.slice(0, 3)],
      totalCap: null,
    };
    expect(changes(shuffled).every((one) => one.startsWith('same'))).toBe(true);
  });

  it('a version that names no day of activity is one that judges the day of the session', () => {
    expect(changes({ ...BEFORE, activityAt: 'today' }).every((one) => one.startsWith('same'))).toBe(true);
    expect(changes({ ...BEFORE, activityAt: 'careStart' })).toContain('changed activity activity_at');
  });

  it('says what was added, removed and changed', () => {
    expect(
      changes({
        ...BEFORE,
        tieBreak: ['older_child', 'lot'],
        totalCap: 300,
        caps: [{ codes: ['resident', 'activity'], max: 120 }],
        items: [
          { code: 'resident', points: 90 },
          {
            group: 'activity',
            cap: 50,
            options: [
              { code: 'one_works', points: 40 },
              { code: 'neither_works', points: 20 },
            ],
          },
          { code: 'both_work', points: 60 },
          { code: 'income', bands: [[null, 500, 5]] },
        ],
      }),
    ).toEqual([
      'changed criterion resident',
      'same criterion one_works',
      'added criterion neither_works',
      'added group activity',
      'changed criterion both_work',
      'changed criterion income',
      'added set activity+resident',
      'added total total',
      'same activity activity_at',
      'changed tie_break tie_break',
      'removed criterion adoption',
    ]);
  });
});
