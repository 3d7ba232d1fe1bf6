import { describe, expect, it } from '../../../../test/support/runner.js';
import { delaysOf, stageDelays, TO_ANSWER } from './stages.js';

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

  it('end with the first answer: offered, kept waiting, refused or placed, and not what the family did by itself', () => {
    const answer = (...moves: [string, string][]): number | undefined =>
      stageDelays({ moves: moves.map(([day, to]) => move(`${day}T09:00:00.000Z`, to)) }).find(
        ({ stage }) => stage === TO_ANSWER,
      )?.days;
    const deposit: [string, string] = ['2026-07-01', 'submitted'];
    expect(answer(deposit, ['2026-07-11', 'waiting_list'], ['2026-08-01', 'offered'])).toBe(10);
    expect(answer(deposit, ['2026-07-31', 'offered'], ['2026-08-05', 'placed'])).toBe(30);
    expect(answer(deposit, ['2026-07-03', 'refused'])).toBe(2);
    expect(answer(deposit, ['2026-07-21', 'partly_placed'])).toBe(20);
    expect(answer(deposit, ['2026-07-21', 'solved_elsewhere'])).toBeUndefined();
    expect(answer(deposit, ['2026-07-21', 'withdrawn'])).toBeUndefined();
  });

  it('tell the wait for the family apart on the way to the answer', () => {
    const delays = stageDelays({
      moves: [
        move('2026-07-01T09:00:00.000Z', 'submitted'),
        move('2026-07-05T09:00:00.000Z', 'incomplete'),
        move('2026-07-12T09:00:00.000Z', 'in_triage'),
        move('2026-07-31T09:00:00.000Z', 'waiting_list'),
      ],
    });
    expect(delays.find(({ stage }) => stage === TO_ANSWER)).toEqual({
      stage: TO_ANSWER,
      day: '2026-07-31',
      days: 30,
      suspended: 7,
    });
  });
});
