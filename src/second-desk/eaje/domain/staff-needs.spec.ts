import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { attendancesOf, findShortages, lackOf, openHalfDays, staffHalfDays, staffingOf } from './staff-needs.js';
import type { Stay } from './what-if.js';

const MONDAYS = ['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21'];
const OPEN = MONDAYS.map((monday) => `${monday}/0`);

const aStay = (given: Partial<Stay> = {}): Stay => ({
  id: 'a',
  place: 'a',
  sectionId: 'babies',
  from: '2026-09-01',
  to: '2027-07-30',
  pathTo: null,
  slots: slotsToMask(['mon-am']),
  birth: '2025-09-07',
  ...given,
});
const childrenOf = (stays: readonly Stay[]): string[] =>
  staffHalfDays({ rule: 'by_walking', weeks: [] }, OPEN, attendancesOf(stays, 15)).map(
    ({ children }) => `${children.notWalking}+${children.walking}`,
  );

describe('the children of a half-day', () => {
  it.each<[string, readonly Stay[], readonly string[]]>([
    ['a child walks from the day of its fifteenth month on', [aStay()], ['1+0', '0+1', '0+1', '0+1']],
    ['a child of unknown birth does not walk', [aStay({ birth: null })], ['1+0', '1+0', '1+0', '1+0']],
    ['a child comes on its half-days only', [aStay({ slots: slotsToMask(['mon-pm']) })], ['0+0', '0+0', '0+0', '0+0']],
    ['a child comes to its last day', [aStay({ to: '2026-12-07' })], ['1+0', '0+1', '0+0', '0+0']],
    [
      'a child whose next section is only expected stays',
      [aStay({ to: '2026-12-07', pathTo: '2027-08-31' })],
      ['1+0', '0+1', '0+1', '0+1'],
    ],
    [
      'a child is counted once on a path of several parts',
      [aStay({ pathTo: '2027-08-31' }), aStay({ id: 'b', sectionId: 'toddlers', from: '2026-12-14' })],
      ['1+0', '0+1', '0+1', '0+1'],
    ],
    ['two children are two', [aStay(), aStay({ id: 'b', place: 'b' })], ['2+0', '0+2', '0+2', '0+2']],
  ])('%s', (_, stays, expected) => {
    expect(childrenOf(stays)).toEqual(expected);
  });
});

describe('what lacks', () => {
  const six = Array.from({ length: 6 }, (_, child) => aStay({ id: `${child}`, place: `${child}`, birth: null }));
  const weeks = [
    { from: '2026-12-07', adults: { 'mon-am': 1 } },
    { from: '2026-12-21', adults: { 'mon-am': 2 } },
  ] as const;
  const staffing = staffingOf({ rule: 'by_walking', weeks }, OPEN, attendancesOf(six, 15));

  it('is nothing where no adult was entered, and nothing where enough are there', () => {
    expect(staffing.halfDays.map((one) => [one.needed, one.present, lackOf(one)])).toEqual([
      [2, null, 0],
      [2, 1, 1],
      [2, 1, 1],
      [2, 2, 0],
    ]);
  });

  it('is told once for weeks in a row', () => {
    expect(findShortages(staffing.halfDays)).toEqual([
      { slot: 'mon-am', from: '2026-12-07', to: '2026-12-14', needed: 2, present: 1 },
    ]);
  });

  it('is told again after a week in which enough were there', () => {
    const weeksBetween = [
      { from: '2026-11-30', adults: { 'mon-am': 1 } },
      { from: '2026-12-07', adults: { 'mon-am': 2 } },
      { from: '2026-12-14', adults: { 'mon-am': 1 } },
    ];
    const { halfDays } = staffingOf({ rule: 'one_for_six', weeks: weeksBetween }, OPEN, [
      ...attendancesOf(six, 15),
      { count: 1, parts: [aStay()], walkFrom: null },
    ]);
    expect(findShortages(halfDays).map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-30', '2026-11-30'],
      ['2026-12-14', '2026-12-21'],
    ]);
  });

  it('is not counted before a rule is chosen', () => {
    expect(staffingOf({ rule: null, weeks }, OPEN, attendancesOf(six, 15))).toEqual({
      rule: null,
      isEntered: true,
      halfDays: [],
    });
  });
});

it('an establishment is open while one section is, and never on a day off', () => {
  const open = openHalfDays(
    [
      ['babies', ['2026-12-25/0', '2026-12-01/0']],
      ['toddlers', ['2026-12-01/1', '2026-12-01/0']],
    ],
    (_, day) => day === '2026-12-25',
  );
  expect(open).toEqual(['2026-12-01/0', '2026-12-01/1']);
});
