import { describe, expect, it } from '../../../../test/support/runner.js';
import type { Opinion } from './facts.js';
import type { GridOption } from './grid.js';
import { judgeOpinion } from './opinion.js';

const RANGE: GridOption = { code: 'vulnerability_expert', range: [10, 100], by: ['pmi'] };
const FLAT: GridOption = { code: 'vulnerability', points: 40 };
const GIVEN: Opinion = { points: 50, expert: 'pmi', on: '2026-11-12' };

describe('an expert’s opinion', () => {
  it.each<[string, GridOption, Partial<Opinion>, string | null]>([
    ['within the range', RANGE, {}, null],
    ['the least', RANGE, { points: 10 }, null],
    ['the most', RANGE, { points: 100 }, null],
    ['under the range', RANGE, { points: 9 }, 'criterion.range'],
    ['over the range', RANGE, { points: 101 }, 'criterion.range'],
    ['without points where some are wanted', RANGE, { points: null }, 'criterion.range'],
    ['of who is not asked', RANGE, { expert: 'social_services' }, 'criterion.expert'],
    ['given today', RANGE, { on: '2026-11-24' }, null],
    ['not given yet', RANGE, { on: '2026-11-25' }, 'criterion.futureDay'],
    ['without points where none are wanted, of any service', FLAT, { points: null, expert: 'rpe' }, null],
  ])('%s', (_, item, change, expected) =>
    expect(judgeOpinion(item, { ...GIVEN, ...change }, '2026-11-24')?.code ?? null).toBe(expected),
  );
});
