import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { SLOTS, slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { propose } from '../../matching/index.js';
import { playUnit, type NewUnit } from './new-unit.js';
import type { Candidate, Choice, SessionInput } from './session-instance.js';
import { USUAL_RULES } from './sitting-rules.js';

const STAY = { from: '2027-03-01', to: '2028-08-31' };
const WEEK = slotsToMask(SLOTS.slice(0, 10));
const at = (where: string): Choice => ({
  at: where,
  section: where === 'new' ? 'all' : 'babies',
  slots: WEEK,
  stay: STAY,
});

const child = (id: string, wishes: readonly string[], points: number): Candidate => ({
  id,
  family: id,
  choices: wishes.map(at),
  others: [],
  points: Object.fromEntries(wishes.map((one) => [one, points])),
  traits: [],
  current: null,
});

const inputOf = (candidates: readonly Candidate[], places: Record<string, number>): SessionInput => ({
  candidates,
  tieBreak: candidates.map(({ id }) => id),
  spans: [STAY],
  places: Object.entries(places).map(([where, count]) => ({
    at: where,
    section: 'babies',
    free: [new Map(SLOTS.slice(0, 10).map((slot): [Slot, number] => [slot, count]))],
  })),
  rules: USUAL_RULES,
});

const unitOf = (places: number, points: Record<string, number>, partly: readonly string[] = []): NewUnit => ({
  at: 'new',
  section: 'all',
  places,
  open: WEEK,
  wishes: new Map(Object.entries(points).map(([id, count]) => [id, { choice: at('new'), points: count }])),
  partly: new Set(partly),
});
const play = (input: SessionInput, unit: NewUnit) => playUnit(input, unit, (instance) => propose(instance).places);

describe('a unit that does not exist yet', () => {
  const three = [child('a', ['A'], 30), child('b', ['A'], 20), child('c', [], 10)];

  it('as the last wish serves those who hold nothing; as the first it takes the best, who leave room behind them', () => {
    const { last, first } = play(inputOf(three, { A: 1 }), unitOf(1, { a: 30, b: 20, c: 10 }));
    expect(last).toEqual({ served: ['b'], completed: [], moved: [], gained: [], lost: [] });
    expect(first).toEqual({ served: [], completed: [], moved: ['a'], gained: ['b'], lost: [] });
  });

  it('serves a family whose wishes are of another kind, and none beyond its places', () => {
    const { last, first } = play(inputOf(three, { A: 1 }), unitOf(2, { b: 20, c: 10 }));
    expect([last.served, first.served]).toEqual([
      ['b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('tells those apart who had a part of their week already', () => {
    const { last } = play(inputOf(three, { A: 1 }), unitOf(2, { b: 20, c: 10 }, ['b']));
    expect([last.served, last.completed]).toEqual([['c'], ['b']]);
  });

  it('changes nothing where nobody would wish for it', () => {
    const nothing = { served: [], completed: [], moved: [], gained: [], lost: [] };
    expect(play(inputOf(three, { A: 1 }), unitOf(5, {}))).toEqual({ last: nothing, first: nothing });
  });

  it('never holds more children than it has places, and nobody loses a place because of it', () => {
    const families = fc.array(fc.tuple(fc.subarray(['A', 'B']), fc.integer({ min: 0, max: 50 }), fc.boolean()), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(families, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }), (drawn, room, places) => {
        const children = drawn.map(([wishes, points], index) => child(`c${index}`, wishes, points));
        const wishing = drawn.flatMap(([, points, wants], index) => (wants ? [[`c${index}`, points] as const] : []));
        const played = play(inputOf(children, { A: room, B: 1 }), unitOf(places, Object.fromEntries(wishing)));
        for (const { served, completed, moved, lost } of Object.values(played)) {
          expect(served.length + completed.length + moved.length).toBeLessThanOrEqual(places);
          expect(lost).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
