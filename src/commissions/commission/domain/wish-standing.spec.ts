import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { SectionCutOff } from './published-cut-offs.js';
import {
  fullSlots,
  lastSessionOf,
  leastFull,
  mostOpen,
  type ClosedSession,
  type LastSession,
} from './wish-standing.js';

const cutOff = (more: Partial<SectionCutOff> = {}): SectionCutOff => ({
  at: 'a',
  section: 'babies',
  reserve: null,
  received: 12,
  points: 230,
  full: true,
  ...more,
});
const on = (day: string, ...cutOffs: SectionCutOff[]): ClosedSession => ({ day, cutOffs });

describe('what the last session tells one family of its wish', () => {
  it.each<[string, ClosedSession[], LastSession]>([
    ['none was closed', [], { kind: 'none' }],
    ['none gave places of that section', [on('2027-03-02', cutOff({ section: 'toddlers' }))], { kind: 'none' }],
    ['points are missing', [on('2027-03-02', cutOff())], { kind: 'full', day: '2027-03-02', cutOff: 230, missing: 30 }],
    [
      'as many points as the last',
      [on('2027-03-02', cutOff({ points: 200 }))],
      { kind: 'full', day: '2027-03-02', cutOff: 200, missing: 0 },
    ],
    [
      'more than the last',
      [on('2027-03-02', cutOff({ points: 150 }))],
      { kind: 'full', day: '2027-03-02', cutOff: 150, missing: -50 },
    ],
    ['places were left', [on('2027-03-02', cutOff({ full: false }))], { kind: 'left', day: '2027-03-02', cutOff: 230 }],
    ['too few children to say', [on('2027-03-02', cutOff({ received: 9 }))], { kind: 'few', day: '2027-03-02' }],
    [
      'the latest that says something',
      [on('2027-06-01', cutOff({ section: 'older' })), on('2027-03-02', cutOff())],
      { kind: 'full', day: '2027-03-02', cutOff: 230, missing: 30 },
    ],
    ['a reserve is not for everybody', [on('2027-03-02', cutOff({ reserve: 'insertion' }))], { kind: 'none' }],
    ['of another establishment', [on('2027-03-02', cutOff({ at: 'b' }))], { kind: 'none' }],
  ])('%s', (_, sessions, told) => expect(lastSessionOf(sessions, 'a', 'babies', 200)).toEqual(told));

  const full = (day: string, cutOff: number) => ({ kind: 'full', day, cutOff, missing: 0 }) as const;
  const left = { kind: 'left', day: '2027-03-02', cutOff: 500 } as const;
  it.each([
    ['no section', [], null],
    ['one section', [full('2027-03-02', 300)], full('2027-03-02', 300)],
    ['the fewest points', [full('2027-03-02', 300), full('2027-03-02', 250)], full('2027-03-02', 250)],
    ['places left before points', [full('2027-03-02', 300), left], left],
    ['the latest session first', [left, full('2027-06-01', 300)], full('2027-06-01', 300)],
    ['a section that has given places', [{ kind: 'none' }, full('2027-03-02', 300)], full('2027-03-02', 300)],
  ] as const)('of several sections that suit a child, tells %s', (_, told, expected) =>
    expect(mostOpen(told)).toEqual(expected),
  );

  it('of several sections that suit a child, tells the full half-days of the one with the fewest', () => {
    const [two, one] = [slotsToMask(['mon-am', 'mon-pm']), slotsToMask(['tue-am'])];
    expect([leastFull([two, one]), leastFull([two, 0, one]), leastFull([])]).toEqual([one, 0, null]);
  });

  it('names the half-days that are full, or never open', () => {
    const free = new Map<Slot, number>([
      ['mon-am', 1],
      ['mon-pm', 0],
    ]);
    expect(fullSlots(slotsToMask(['mon-am', 'mon-pm', 'sat-am']), free)).toBe(slotsToMask(['mon-pm', 'sat-am']));
    expect(fullSlots(slotsToMask(['mon-am']), free)).toBe(0);
  });
});
