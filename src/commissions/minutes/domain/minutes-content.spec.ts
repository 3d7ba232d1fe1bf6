import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  decidedTogether,
  maskedVersion,
  wasQuorate,
  type MinutesCase,
  type MinutesContent,
  type MinutesDay,
  type MinutesOutcome,
} from './minutes-content.js';

const aCase = (number: number, outcome: MinutesOutcome): MinutesCase => ({
  number,
  rank: number,
  points: 100,
  outcome,
  section: null,
  slots: null,
  reason: null,
  departs: false,
  deferredTo: null,
  claims: [],
  recused: [],
});
const content = (counts: Partial<Record<MinutesOutcome, number>>): MinutesContent => ({
  body: 'Commission',
  day: '2027-01-14',
  entryFrom: '2027-03-01',
  closedAt: '2027-01-14T16:00:00.000Z',
  quorum: null,
  days: [],
  ratifications: [],
  rules: { queue: 'skip', precedence: 'reserved-first', reserves: { insertion: 0, adaptation: 0 } },
  grid: null,
  computed: null,
  cases: Object.entries(counts).flatMap(([outcome, count]) =>
    Array.from({ length: count }, (_, index) => aCase(index + 1, outcome as MinutesOutcome)),
  ),
  cutOffs: [
    { section: 'A', reserve: null, received: 4, points: 10, full: true },
    { section: 'B', reserve: null, received: 5, points: 20, full: true },
  ],
});

it('a family reads its own cases only', () => {
  expect(maskedVersion(content({ waiting: 9 }), [2, 3]).map(({ number }) => number)).toEqual([2, 3]);
});

describe('a quorum', () => {
  const day = (present: number): MinutesDay => ({
    startsAt: '2027-01-14T13:00:00.000Z',
    room: 'Salle',
    attendance: Array.from({ length: present }, () => ({ label: 'X', status: 'present', by: null })),
  });
  it.each<[number | null, MinutesDay[], boolean | null]>([
    [null, [], null],
    [2, [day(2), day(3)], true],
    [3, [day(3), day(2)], false],
  ])('asked %s', (quorum, days, reached) => expect(wasQuorate({ quorum, days, cases: [] })).toBe(reached));

  const early: MinutesDay = {
    startsAt: '2027-01-14T13:00:00.000Z',
    room: 'Salle',
    attendance: [
      { label: 'A', status: 'present', by: null },
      { label: 'B', status: 'present', by: null, arrivedAt: '14:20', leftAt: null },
      { label: 'C', status: 'represented', by: 'A' },
    ],
  };
  const decided = (number: number, decidedAt: string, recused: string[] = []): MinutesCase => ({
    ...aCase(number, 'waiting'),
    decidedAt,
    recused,
  });

  it('tells who was there for which decision, without those who stepped aside', () => {
    const cases = [
      decided(3, '2027-01-14T13:30:00.000Z', ['B']),
      decided(2, '2027-01-14T13:25:00.000Z'),
      decided(1, '2027-01-14T13:05:00.000Z'),
      aCase(4, 'withdrawn'),
    ];
    expect(decidedTogether({ days: [early], cases }).map(({ numbers, members }) => [numbers, members])).toEqual([
      [[1, 3], ['A']],
      [[2], ['A', 'B']],
    ]);
    expect(wasQuorate({ quorum: 2, days: [early], cases })).toBe(false);
    expect(wasQuorate({ quorum: 2, days: [early], cases: cases.slice(1, 2) })).toBe(true);
  });
});
