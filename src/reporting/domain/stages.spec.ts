import { describe, expect, it } from 'vitest';
import { delaysOf, stageDelays } from './stages.js';

describe('percentiles by nearest rank', () => {
  it.each<[string, [number, number][], object]>([
    ['none', [], { n: 0, median: null, p90: null }],
    ['one', [[4, 1]], { n: 1, median: 4, p90: 4 }],
    [
      'two: the lower is the median',
      [
        [9, 1],
        [2, 1],
      ],
      { n: 2, median: 2, p90: 9 },
    ],
    [
      'ten',
      [
        [1, 5],
        [2, 4],
        [30, 1],
      ],
      { n: 10, median: 1, p90: 2 },
    ],
    [
      'eleven',
      [
        [1, 5],
        [2, 4],
        [30, 2],
      ],
      { n: 11, median: 2, p90: 30 },
    ],
  ])('%s', (_, counts, expected) => expect(delaysOf(new Map(counts))).toEqual(expected));
});

describe('the stages of a request', () => {
  const move = (at: string, to: string) => ({
    at,
    recorded: at,
    action: 'move',
    to,
    reason: null,
    wantedFrom: null,
    family: null,
  });
  it('are between the first time each state was reached, in days of Paris', () =>
    expect(
      stageDelays({
        moves: [
          // After midnight in Paris.
          move('2026-06-30T22:30:00.000Z', 'submitted'),
          move('2026-07-03T21:00:00.000Z', 'in_triage'),
          move('2026-07-10T09:00:00.000Z', 'incomplete'),
          move('2026-07-20T09:00:00.000Z', 'in_triage'),
          move('2026-07-21T09:00:00.000Z', 'oriented'),
        ],
      }),
    ).toEqual([
      { stage: 'submitted-in_triage', day: '2026-07-03', days: 2, suspended: 0 },
      { stage: 'in_triage-oriented', day: '2026-07-21', days: 18, suspended: 10 },
    ]));
  it('tell apart the days in which the request waited for its family, as often as it did, within the stage alone', () =>
    expect(
      stageDelays({
        moves: [
          move('2026-07-01T09:00:00.000Z', 'in_triage'),
          move('2026-07-02T09:00:00.000Z', 'incomplete'),
          move('2026-07-05T09:00:00.000Z', 'in_triage'),
          move('2026-07-11T09:00:00.000Z', 'oriented'),
          // Asked again once it was oriented: of the next stage.
          move('2026-07-11T10:00:00.000Z', 'incomplete'),
          move('2026-07-20T09:00:00.000Z', 'before_commission'),
        ],
      }),
    ).toEqual([
      { stage: 'in_triage-oriented', day: '2026-07-11', days: 10, suspended: 3 },
      { stage: 'oriented-before_commission', day: '2026-07-20', days: 9, suspended: 9 },
    ]));
  it('are left out when the later state was reached first', () =>
    expect(
      stageDelays({
        moves: [move('2026-07-01T09:00:00.000Z', 'offered'), move('2026-07-03T09:00:00.000Z', 'before_commission')],
      }),
    ).toEqual([]));
});
