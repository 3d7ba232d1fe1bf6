import { describe, expect, it } from '@jest/globals';
import { factsOf } from './facts.js';
import type { CriteriaGrid } from './grid.js';
import { publishedItems } from './published-grid.js';

const GRID: CriteriaGrid = {
  id: 'test', source: 'test', tieBreak: ['request_date', 'lot'], assumed: [],
  items: [
    { code: 'resident', points: 100 }, { group: 'activity', options: [{ code: 'one_works', points: 40 }, { code: 'neither_works', points: 20 }] },
    { code: 'relative_handicap', points: 20 }, { code: 'vulnerability', points: 40 },
  ],
};

describe('a grid as it is published', () => {
  it('has every item with its points, its group and where the answer comes from', () => {
    expect(publishedItems(GRID, ['relative_handicap'])).toEqual([
      { code: 'resident', points: 100, source: 'dossier', group: null }, { code: 'one_works', points: 40, source: 'dossier', group: 'activity' },
      { code: 'neither_works', points: 20, source: 'dossier', group: 'activity' }, { code: 'relative_handicap', points: 20, source: 'question', group: null },
      { code: 'vulnerability', points: 40, source: 'expert', group: null },
    ]);
  });

  it('says "from the dossier" of exactly what the facts are read from', () => {
    const answers = { resident: true, adaptationNeed: null, multipleBirth: null, declared: {} };
    const read = new Set([
      ...Object.keys(factsOf({ ...answers, loneParent: true, situations: ['working'] })), ...Object.keys(factsOf({ ...answers, loneParent: false, situations: ['working'] })),
    ]);
    const asked = ['relative_handicap', 'priority_trade_in_town'];
    for (const code of read) {
      expect([code, publishedItems({ ...GRID, items: [{ code, points: 1 }] }, asked)[0]!.source]).toEqual([code, asked.includes(code) ? 'question' : 'dossier']);
    }
  });
});
