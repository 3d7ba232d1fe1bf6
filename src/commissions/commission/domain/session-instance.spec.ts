import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { readInstance } from '../../matching/instance/instance-format.js';
import { propose } from '../../matching/propose.js';
import { spansOf } from './periods.js';
import { sessionInstance, SessionLayout, staysOf, type Candidate, type SessionInput } from './session-instance.js';
import { USUAL_RULES } from './sitting-rules.js';

const MONDAY = slotsToMask(['mon-am', 'mon-pm']);
const stay = { from: '2027-03-01', to: '2027-08-31' };
const open = (places: number, slots: readonly Slot[] = ['mon-am', 'mon-pm']) =>
  new Map(slots.map((slot) => [slot, places]));

function aCandidate(id: string, more: Partial<Candidate> = {}): Candidate {
  return {
    id,
    family: `family-${id}`,
    choices: [{ at: 'A', section: 'babies', slots: MONDAY, stay }],
    others: [],
    points: { A: 10 },
    traits: [],
    current: null,
    ...more,
  };
}

function instanceOf(candidates: readonly Candidate[], more: Partial<SessionInput> = {}) {
  const spans = spansOf(staysOf(candidates), '2027-03-01');
  const places = [
    { at: 'A', section: 'babies', free: spans.map(() => open(1)) },
    { at: 'B', section: 'babies', free: spans.map(() => open(1)) },
  ];
  const { instance } = sessionInstance({
    candidates,
    tieBreak: candidates.map(({ id }) => id),
    places,
    spans,
    rules: USUAL_RULES,
    ...more,
  });
  // What a session gives is what the format takes.
  return readInstance(JSON.parse(JSON.stringify(instance)));
}

/** Lays out what a layout has laid out before, or not. */
function laidOutBy(layout: SessionLayout, input: SessionInput): ReturnType<typeof sessionInstance> {
  const steps = layout.layOut(input);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const assigned = (instance: ReturnType<typeof instanceOf>) => propose(instance).assignments;

describe('what the engine is given', () => {
  it('half-days from entry to end, cut to those the section opens; a wish that is the child’s own is said in one word', () => {
    const instance = instanceOf([
      aCandidate('c1', {
        choices: [
          { at: 'A', section: 'babies', slots: MONDAY | slotsToMask(['sat-am']), stay },
          { at: 'B', section: 'toddlers', slots: MONDAY, stay },
          { at: 'B', section: 'babies', slots: slotsToMask(['mon-am']), stay },
        ],
      }),
    ]);
    expect(instance.children['c1']).toEqual({ section: 'babies', slots: ['mon-am@2027-03-01', 'mon-pm@2027-03-01'] });
    expect(instance.families['family-c1']!.wishes).toEqual([
      ['A'],
      [{ at: 'B', section: 'toddlers' }],
      [{ at: 'B', slots: ['mon-am@2027-03-01'] }],
    ]);
    expect(instance.establishments['A']).toEqual({
      capacity: { babies: { 'mon-am@2027-03-01': 1, 'mon-pm@2027-03-01': 1 } },
      points: { c1: 10 },
      tieBreak: ['c1'],
      queue: 'skip',
    });
    // Its points are given where its age is received only.
    expect(instance.establishments['B']!.points).toEqual({});
  });

  it('more held than there is counts as no place left', () => {
    const spans = [stay];
    const instance = instanceOf([aCandidate('c1')], {
      spans,
      places: [
        {
          at: 'A',
          section: 'babies',
          free: [
            new Map<Slot, number>([
              ['mon-am', -1],
              ['mon-pm', 2],
            ]),
          ],
        },
      ],
    });
    expect(instance.establishments['A']!.capacity['babies']).toEqual({
      'mon-am@2027-03-01': 0,
      'mon-pm@2027-03-01': 2,
    });
  });

  it('a place that ends before the next children enter is theirs', () => {
    const leaving = aCandidate('leaving');
    const entering = aCandidate('entering', {
      choices: [{ at: 'A', section: 'babies', slots: MONDAY, stay: { from: '2027-09-01', to: '2028-08-31' } }],
      points: { A: 5 },
    });
    expect(assigned(instanceOf([leaving, entering]))).toEqual({ leaving: 'A', entering: 'A' });
  });

  it('each section holds a child for as long as it would be there', () => {
    const toAugust = { at: 'A', section: 'babies', slots: MONDAY, stay };
    const longer = { ...toAugust, section: 'toddlers', stay: { from: '2027-03-01', to: '2028-08-31' } };
    const instance = instanceOf([
      aCandidate('c1', { choices: [{ ...toAugust, path: [{ section: 'toddlers', from: '2027-09-01' }] }, longer] }),
    ]);
    expect(instance.children['c1']!.path).toEqual([{ section: 'toddlers', from: '2027-09-01' }]);
    expect(instance.slots.filter((name) => name.startsWith('mon-am'))).toEqual([
      'mon-am@2027-03-01',
      'mon-am@2027-09-01',
    ]);
    expect(instance.children['c1']!.slots).toEqual(['mon-am@2027-03-01', 'mon-pm@2027-03-01']);
    expect(instance.families['family-c1']!.wishes[1]).toEqual([
      {
        at: 'A',
        section: 'toddlers',
        slots: ['mon-am@2027-03-01', 'mon-pm@2027-03-01', 'mon-am@2027-09-01', 'mon-pm@2027-09-01'],
      },
    ]);
  });

  it('brothers and sisters are one family: the points of the best of them, next to each other, together before apart', () => {
    const both = [
      { at: 'A', section: 'babies', slots: MONDAY, stay },
      { at: 'B', section: 'babies', slots: MONDAY, stay },
    ];
    const twins = ['t1', 't2'].map((id, index) =>
      aCandidate(id, { family: 'twins', choices: both, points: { A: 10 - index * 8, B: 10 } }),
    );
    const instance = instanceOf([...twins, aCandidate('other', { points: { A: 7 } })]);
    expect(instance.establishments['A']!.points).toEqual({ other: 7, t1: 10, t2: 10 });
    expect(instance.families['twins']!.wishes.slice(0, 3)).toEqual([
      ['A', 'A'],
      ['B', 'B'],
      ['A', 'B'],
    ]);
    // One place in each: both are received, apart.
    expect(assigned(instance)).toEqual({ t1: 'A', t2: 'B', other: null });
  });

  it('who holds a place keeps at least that one, whoever wants it; the seat is part of what the session gives', () => {
    const current = { at: 'B', section: 'babies', slots: MONDAY, stay };
    const moving = aCandidate('moving', { points: { A: 1 }, current });
    const strong = aCandidate('strong', {
      choices: [
        { at: 'A', section: 'babies', slots: MONDAY, stay },
        { at: 'B', section: 'babies', slots: MONDAY, stay },
      ],
      points: { A: 90, B: 90 },
    });
    const full = (at: string, places: number) => ({ at, section: 'babies', free: [open(places)] });
    const kept = instanceOf([moving, strong], { spans: [stay], places: [full('A', 0), full('B', 0)] });
    expect(kept.establishments['B']!.capacity['babies']).toEqual({ 'mon-am@2027-03-01': 1, 'mon-pm@2027-03-01': 1 });
    expect(kept.families['family-moving']).toMatchObject({ mustPlace: true, wishes: [['A'], ['B']] });
    expect(propose(kept)).toMatchObject({ assignments: { moving: 'B', strong: null }, claims: [], fair: true });
    // A better place comes free: the one it leaves goes to the next.
    expect(assigned(instanceOf([moving, strong], { spans: [stay], places: [full('A', 2), full('B', 0)] }))).toEqual({
      moving: 'A',
      strong: 'A',
    });
  });

  it('the body’s rules: reserves with their seats, and a strict queue', () => {
    const rules = { queue: 'strict', precedence: 'open-first', reserves: { insertion: 50, adaptation: 0 } } as const;
    const instance = instanceOf([aCandidate('c1', { traits: ['insertion'], points: { A: 1 } }), aCandidate('c2')], {
      rules,
    });
    expect(instance.establishments['A']).toMatchObject({
      queue: 'strict',
      precedence: 'open-first',
      reserves: [{ trait: 'insertion', section: 'babies', seats: 1 }],
    });
    expect(assigned(instance)).toEqual({ c1: 'A', c2: null });
  });

  it('the same cases in any order of keys are the same instance', () => {
    const list = ['a', 'b', 'c'].map((id) => aCandidate(id));
    const one = instanceOf(list),
      other = instanceOf([...list].reverse(), { tieBreak: ['a', 'b', 'c'] });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });
});

describe('a session that is laid out again', () => {
  const stays = Array.from({ length: 4 }, (_, index) => aCandidate(`c${index}`, { points: { A: index } }));
  const siblings = ['s1', 's2'].map((id) => aCandidate(id, { family: 'siblings' }));
  const inputOf = (candidates: readonly Candidate[]): SessionInput => {
    const spans = spansOf(staysOf(candidates), '2027-03-01');
    return {
      candidates,
      tieBreak: candidates.map(({ id }) => id),
      places: [{ at: 'A', section: 'babies', free: spans.map(() => open(1)) }],
      spans,
      rules: USUAL_RULES,
    };
  };
  const before = inputOf([...stays, ...siblings]);
  const of = (id: string, more: Partial<Candidate>): readonly Candidate[] =>
    before.candidates.map((one) => (one.id === id ? { ...one, ...more } : one));
  const TUESDAY = slotsToMask(['tue-am']);

  it.each<[string, readonly Candidate[]]>([
    ['nothing has changed', before.candidates],
    ['one child has a point more', of('c2', { points: { A: 9 } })],
    ['one child asks for another week', of('c2', { choices: [{ at: 'A', section: 'babies', slots: TUESDAY, stay }] })],
    ['one of two siblings holds a place', of('s2', { current: { at: 'A', section: 'babies', slots: MONDAY, stay } })],
    ['one of two siblings is gone', before.candidates.filter(({ id }) => id !== 's2')],
    ['a family is gone', before.candidates.filter(({ id }) => id !== 'c0')],
  ])('is what it would be if it were laid out anew, when %s', (_, candidates) => {
    const layout = new SessionLayout(before);
    const first = laidOutBy(layout, before);
    const again = laidOutBy(layout, inputOf(candidates));
    expect(again).toEqual(sessionInstance(inputOf(candidates)));
    // Whom nothing has changed for is not laid out again.
    expect(again.instance.families['family-c1']).toBe(first.instance.families['family-c1']);
  });

  it('needs another layout when its half-days have other names: other spans, another half-day that a section opens', () => {
    const key = SessionLayout.keyOf(before);
    expect(SessionLayout.keyOf({ ...before, places: [{ ...before.places[0]!, free: [open(7)] }] })).toBe(key);
    expect(
      SessionLayout.keyOf({ ...before, places: [{ ...before.places[0]!, free: [open(1, ['mon-am'])] }] }),
    ).not.toBe(key);
    expect(SessionLayout.keyOf({ ...before, spans: [{ ...stay, to: '2027-07-31' }] })).not.toBe(key);
  });
});
