import { describe, expect, it } from '../../../../test/support/runner.js';
import type { GridLine } from './grid.js';
import { transcribe, type SourceLine } from './transcribe.js';

const lines = (...items: SourceLine[]): readonly GridLine[] =>
  transcribe({ id: 'a', source: 'b', items }, { tieBreak: ['lot'], assumed: [] }).items;

describe('a published grid in our own words', () => {
  it.each<[string, SourceLine, GridLine]>([
    ['points', { code: 'resident', points: 10 }, { code: 'resident', points: 10 }],
    ['points that the source does not give', { code: 'resident' }, { code: 'resident', points: null }],
    [
      'bands as they are, undefined ones too',
      {
        code: 'income',
        bands: [
          [null, 500, 4],
          [null, null, 2],
        ],
      },
      {
        code: 'income',
        bands: [
          [null, 500, 4],
          [null, null, 2],
        ],
      },
    ],
    [
      'per month of waiting',
      { code: 'waiting', points: 2, pointsPer: 'month' },
      { code: 'seniority', perUnit: 2, cap: null },
    ],
    [
      'per session attended without a place',
      { code: 'waiting', points: 10, pointsPer: 'commission attended' },
      { code: 'missed_commissions', perUnit: 10, cap: null },
    ],
    [
      'a range and who gives it',
      { code: 'vulnerability_expert', range: [10, 100], by: 'RPE or PMI' },
      { code: 'vulnerability_expert', range: [10, 100], by: ['rpe', 'pmi'] },
    ],
    [
      'the services of social workers',
      { code: 'vulnerability_expert', range: [1, 2], by: 'social worker' },
      { code: 'vulnerability_expert', range: [1, 2], by: ['social_services'] },
    ],
    [
      'a group',
      { group: 'activity', options: [{ code: 'both_work', points: 4 }] },
      { group: 'activity', options: [{ code: 'both_work', points: 4 }] },
    ],
    ['an empty group', { group: 'activity' }, { group: 'activity', options: [] }],
  ])('%s', (_, line, expected) => expect(lines(line)).toEqual([expected]));

  it('keeps where it comes from, and what had to be assumed', () => {
    expect(
      transcribe({ id: 'a', source: 'b', items: [] }, { tieBreak: ['request_date', 'lot'], assumed: ['tie_break'] }),
    ).toEqual({ id: 'a', source: 'b', items: [], tieBreak: ['request_date', 'lot'], assumed: ['tie_break'] });
  });

  it('stops at what it cannot read', () => {
    expect(() => lines({ points: 3 })).toThrow('neither a code nor a group');
    expect(() => lines({ code: 'waiting', points: 1, pointsPer: 'fortnight' })).toThrow('Points per fortnight');
  });
});
