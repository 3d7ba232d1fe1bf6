import { describe, expect, it } from '../../../../test/support/runner.js';
import { SLOTS, slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import type { Instance } from '../../matching/index.js';
import type { MissCode } from '../../matching/index.js';
import { freedInput, passedOver, reofferInstance, type ReofferedCase } from './reoffer-run.js';
import type { Candidate, SessionInput } from './session-instance.js';
import { USUAL_RULES } from './sitting-rules.js';

const STAY = { from: '2027-03-01', to: '2027-08-31' };
const mask = (...slots: Slot[]) => slotsToMask(slots);
const DAYS: Slot[] = ['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'wed-am', 'wed-pm'];
const placeIn = (section: string, slots = mask(...DAYS), at = 'A') => ({ at, section, slots, stay: STAY });
const candidate = (id: string, choices: Candidate['choices'], more: Partial<Candidate> = {}): Candidate => ({
  id,
  family: `f-${id}`,
  choices,
  others: [placeIn('older')],
  points: { A: 10, B: 10 },
  traits: [],
  current: null,
  ...more,
});
/** Seats of the babies of A on each half-day but one. */
const inputOf = (candidates: Candidate[], full: Slot[] = ['tue-am']): SessionInput => ({
  candidates,
  tieBreak: candidates.map(({ id }) => id),
  spans: [STAY],
  rules: USUAL_RULES,
  places: ['babies', 'toddlers'].map((section) => ({
    at: 'A',
    section,
    free: [new Map(SLOTS.slice(0, 10).map((slot) => [slot, full.includes(slot) ? 0 : 1]))],
  })),
});
const FREED = [{ id: 'offer', sectionId: 'A:babies' }];
const whole = () => undefined;

describe('what is judged when seats of one section come free', () => {
  it('are the children who ask for that section, for it alone, and without the place that they have', () => {
    const input = inputOf([
      candidate('both', [placeIn('babies'), placeIn('toddlers')], { current: placeIn('toddlers') }),
      candidate('other', [placeIn('toddlers')]),
      candidate('reserved', [placeIn('babies~avip')]),
    ]);
    const { candidates, places } = freedInput(input, FREED, whole);
    expect(candidates.map(({ id }) => id)).toEqual(['both', 'reserved']);
    expect(candidates[0]).toMatchObject({ choices: [placeIn('babies')], current: null, others: [] });
    expect(places.map(({ section }) => section)).toEqual(['babies']);
  });

  it.each<[string, number | undefined, boolean]>([
    ['of a family that takes one day at least', 1, true],
    ['not of a family that takes no less than its whole week', undefined, false],
    ['not of a family that takes three days at least', 3, false],
  ])('are the half-days that are free, too: %s', (_, fewest, asked) => {
    const oneDay = placeIn('babies', mask('mon-am', 'mon-pm'));
    const input = inputOf([candidate('c', [placeIn('babies'), oneDay])]);
    const free = placeIn('babies', mask('mon-am', 'mon-pm', 'tue-pm', 'wed-am', 'wed-pm'));
    expect(freedInput(input, FREED, () => fewest).candidates[0]!.choices).toEqual([
      placeIn('babies'),
      ...(asked ? [free] : []),
      oneDay,
    ]);
  });
});

describe('the order in which seats are offered again', () => {
  const session: Instance = {
    slots: [],
    establishments: {
      A: {
        capacity: { babies: 2 },
        points: { b: 50, a: 20, gone: 90 },
        tieBreak: ['gone', 'b', 'a'],
        queue: 'strict',
        precedence: 'open-first',
        reserves: [
          { trait: 'insertion', section: 'babies', seats: { 'mon-am@2027-01-01': 2, 'mon-pm@2027-01-01': 1 } },
        ],
      },
    },
    children: {},
    families: {},
  };
  const input = inputOf([candidate('a', [placeIn('babies')]), candidate('b', [placeIn('babies')])]);
  const admitted = { at: 'A', section: 'babies', slots: mask('mon-am', 'mon-pm'), traits: ['insertion'] };

  it('is that of the session, for those who still wait', () => {
    const { A } = reofferInstance(freedInput(input, FREED, whole), session, []).establishments;
    expect(A).toMatchObject({
      points: { a: 20, b: 50 },
      tieBreak: ['b', 'a'],
      queue: 'strict',
      precedence: 'open-first',
    });
  });

  it('reserves what the session did, less what such children hold', () => {
    const reserves = (held: (typeof admitted)[]) =>
      reofferInstance(freedInput(input, FREED, whole), session, held).establishments['A']!.reserves;
    expect(reserves([])).toMatchObject([{ seats: { 'mon-am@2027-03-01': 2, 'mon-pm@2027-03-01': 1 } }]);
    expect(reserves([admitted])).toMatchObject([{ seats: { 'mon-am@2027-03-01': 1, 'mon-pm@2027-03-01': 0 } }]);
    expect(reserves([admitted, admitted])).toBeUndefined();
  });
});

describe('the cases passed over', () => {
  const told = (child: string, number: number, place: string | null, missed = true): ReofferedCase => ({
    number,
    child,
    wished: ['A'],
    place: place === null ? null : { at: 'A', section: place, slots: 1 },
    explanation: {
      wouldHaveTaken: [],
      claim: null,
      misses: missed
        ? [
            {
              code: 'DOES_NOT_FIT' as MissCode,
              at: 'A',
              section: 'babies',
              slot: 'mon-am',
              taken: 0,
              cutOff: null,
              points: 1,
              missing: null,
              without: 0,
            },
          ]
        : [],
    },
  });
  it('are those ranked above that asked for that section and got nothing there', () => {
    const content = {
      freed: FREED,
      entryFrom: '2027-03-01',
      places: {},
      claims: [],
      instance: {
        slots: [],
        establishments: {
          A: {
            capacity: { babies: 1 },
            points: { above: 9, tied: 5, me: 5, below: 5, shorter: 9, elsewhere: 9 },
            tieBreak: ['tied', 'me', 'below'],
          },
        },
        children: {},
        families: {},
      },
      told: [
        told('above', 1, null),
        told('tied', 2, null),
        told('me', 3, 'babies', false),
        told('below', 4, null),
        told('shorter', 5, 'babies'),
        told('elsewhere', 6, null, false),
      ],
    };
    expect(passedOver(content, 'me').map(({ number }) => number)).toEqual([1, 2]);
  });
});
