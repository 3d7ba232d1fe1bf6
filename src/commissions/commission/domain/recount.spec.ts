import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { propose } from '../../matching/propose.js';
import { spansOf } from './periods.js';
import { inOrderOf } from './recount.js';
import { sessionInstance, type Candidate } from './session-instance.js';
import { USUAL_RULES } from './sitting-rules.js';

const MONDAY = slotsToMask(['mon-am', 'mon-pm']);
const STAY = { from: '2027-03-01', to: '2027-08-31' };
const PLACES = new Map<Slot, number>([
  ['mon-am', 1],
  ['mon-pm', 1],
]);
const POINTS: Record<string, number> = { a: 30, b: 20, c: 10, held: 0 };

const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  family: `f-${id}`,
  choices: [{ at: 'A', section: 'babies', slots: MONDAY, stay: STAY }],
  points: { A: POINTS[id]! },
  others: [],
  traits: [],
  current: null,
  ...more,
});

function instanceOf(...candidates: Candidate[]) {
  const spans = spansOf([STAY], STAY.from);
  const places = ['A', 'B'].map((at) => ({ at, section: 'babies', free: spans.map(() => PLACES) }));
  return sessionInstance({ candidates, tieBreak: candidates.map(({ id }) => id), places, spans, rules: USUAL_RULES })
    .instance;
}

describe('a session in the order of another grid', () => {
  const all = instanceOf(
    candidate('a'),
    candidate('b', { family: 'f-twins' }),
    candidate('c', { family: 'f-twins' }),
    candidate('held', { points: { A: 0, B: 0 }, current: { at: 'B', section: 'babies', slots: MONDAY, stay: STAY } }),
  );
  const order = ['a', 'b', 'c', 'held'];

  it('under its own grid it is as it was', () => expect(inOrderOf(all, (child) => POINTS[child]!, order)).toEqual(all));

  it('brothers and sisters still share the best points; who holds a place still comes first there, and is eligible nowhere new', () => {
    const other = inOrderOf(all, (child) => ({ a: 1, b: 2, c: 90, held: 3 })[child]!, ['held', 'c', 'b', 'a']);
    expect([other.establishments['A'], other.establishments['B']]).toMatchObject([
      { points: { a: 1, b: 90, c: 90, held: 3 }, tieBreak: ['held', 'c', 'b', 'a'] },
      { points: { held: 4 }, tieBreak: ['held'] },
    ]);
  });

  it.each<[string, Record<string, number>, string[], string]>([
    ['points decide', { a: 1, b: 2 }, ['a', 'b'], 'b'],
    ['the other way', { a: 2, b: 1 }, ['b', 'a'], 'a'],
    ['equal points: the tie-break', { a: 2, b: 2 }, ['b', 'a'], 'b'],
    ['points taken away', { a: -5, b: -6 }, ['b', 'a'], 'a'],
  ])('one place, two children: %s', (_, points, tieBreak, who) => {
    const { assignments } = propose(
      inOrderOf(instanceOf(candidate('a'), candidate('b')), (child) => points[child]!, tieBreak),
    );
    expect(Object.entries(assignments).flatMap(([child, at]) => (at === null ? [] : [child]))).toEqual([who]);
  });
});
