import { describe, expect, it } from '../../../../test/support/runner.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { Instance, Places } from '../../matching/index.js';
import { propose } from '../../matching/propose.js';
import { decidingProofs, type Counted, type Doubt } from './deciding-proofs.js';
import { spansOf } from './periods.js';
import { sessionInstance, type Candidate } from './session-instance.js';
import { USUAL_RULES } from './sitting-rules.js';

const MONDAY = slotsToMask(['mon-am', 'mon-pm']);
const STAY = { from: '2027-03-01', to: '2027-08-31' };

interface Told {
  readonly id: string;
  readonly points: number;
  readonly family?: string;
  /** The points that each unproved criterion gives. */
  readonly unproved?: Readonly<Record<string, number>>;
}

const counted = (points: number): Counted => ({ points: { A: points }, traits: [] });

function doubtOf(members: readonly Told[]): Doubt[] {
  const criteria = [...new Set(members.flatMap(({ unproved }) => Object.keys(unproved ?? {})))];
  if (criteria.length === 0) return [];
  const less = (codes: readonly string[]): Record<string, Counted> =>
    Object.fromEntries(
      members.map(({ id, points, unproved = {} }) => [
        id,
        counted(points - codes.reduce((sum, code) => sum + (unproved[code] ?? 0), 0)),
      ]),
    );
  return [
    {
      family: members[0]!.family ?? `f-${members[0]!.id}`,
      criteria,
      proved: less(criteria),
      without: Object.fromEntries(criteria.map((code) => [code, less([code])])),
    },
  ];
}

function asked(seats: number, children: readonly Told[], count: { runs: number } = { runs: 0 }) {
  const spans = spansOf([STAY], STAY.from);
  const free = spans.map(
    () =>
      new Map<Slot, number>([
        ['mon-am', seats],
        ['mon-pm', seats],
      ]),
  );
  const candidates = children.map(({ id, points, family }): Candidate => ({
    id,
    family: family ?? `f-${id}`,
    choices: [{ at: 'A', section: 'babies', slots: MONDAY, stay: STAY }],
    points: { A: points },
    others: [],
    traits: [],
    current: null,
  }));
  const tieBreak = children.map(({ id }) => id);
  const { instance } = sessionInstance({
    candidates,
    tieBreak,
    spans,
    places: [{ at: 'A', section: 'babies', free }],
    rules: USUAL_RULES,
  });
  const families = groupedBy(children, ({ id, family }) => family ?? `f-${id}`);
  const found = decidingProofs(
    {
      instance,
      tieBreak,
      counted: Object.fromEntries(children.map(({ id, points }) => [id, counted(points)])),
      doubts: [...families.values()].flatMap(doubtOf),
    },
    (one: Instance): Places => {
      count.runs += 1;
      return propose(one).places;
    },
  );
  return Object.fromEntries(found.map(({ family, criteria }) => [family, criteria]));
}

describe('the proofs that a proposal depends on', () => {
  it.each<[string, number, Told[], Record<string, string[]>]>([
    [
      'a family that loses its place without the points has to prove them',
      1,
      [
        { id: 'a', points: 30, unproved: { income: 20 } },
        { id: 'b', points: 20 },
      ],
      { 'f-a': ['income'] },
    ],
    [
      'a family that keeps its place without the points is not asked',
      1,
      [
        { id: 'a', points: 50, unproved: { income: 20 } },
        { id: 'b', points: 20 },
      ],
      {},
    ],
    [
      'there is a place for everybody: nobody is asked',
      2,
      [
        { id: 'a', points: 30, unproved: { income: 20 } },
        { id: 'b', points: 20, unproved: { income: 20 } },
      ],
      {},
    ],
    [
      'a family that gets nothing whatever is proved is not asked',
      1,
      [
        { id: 'a', points: 50 },
        { id: 'b', points: 20, unproved: { income: 20 } },
      ],
      {},
    ],
    [
      'the next one is asked too, because its proof decides once that of the first fails',
      1,
      [
        { id: 'a', points: 40, unproved: { income: 30 } },
        { id: 'b', points: 30, unproved: { both_work: 25 } },
        { id: 'c', points: 15 },
      ],
      { 'f-a': ['income'], 'f-b': ['both_work'] },
    ],
    [
      'of two criteria, only the one that changes something is asked for',
      1,
      [
        { id: 'a', points: 40, unproved: { income: 5, both_work: 30 } },
        { id: 'b', points: 20 },
      ],
      { 'f-a': ['both_work'] },
    ],
    [
      'two criteria that change something only together are both asked for',
      1,
      [
        { id: 'a', points: 40, unproved: { income: 15, both_work: 15 } },
        { id: 'b', points: 20 },
      ],
      { 'f-a': ['income', 'both_work'] },
    ],
    [
      'brothers and sisters share the best points: one answer of the family decides for both',
      2,
      [
        { id: 'a', family: 'f-twins', points: 30, unproved: { income: 20 } },
        { id: 'b', family: 'f-twins', points: 25, unproved: { income: 20 } },
        { id: 'c', points: 20 },
      ],
      { 'f-twins': ['income'] },
    ],
  ])('%s', (_, seats, children, expected) => expect(asked(seats, children)).toEqual(expected));

  it('a session in which nothing is to be proved is not played at all', () => {
    const count = { runs: 0 };
    asked(1, [{ id: 'a', points: 1 }], count);
    expect(count.runs).toBe(0);
  });
});
