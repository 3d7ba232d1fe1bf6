import { describe, expect, it } from '../../../../test/support/runner.js';
import { startDays, waitsOf } from './said-days.js';

const WANTED = '2027-03-01';
const said = (more: Partial<Parameters<typeof waitsOf>[0]>): Parameters<typeof waitsOf>[0] => ({
  kind: 'regular',
  earliestFrom: null,
  latestFrom: null,
  ...more,
});

describe('the other days on which a family would take a place', () => {
  it.each([
    ['nothing was said', {}, null],
    ['a later day', { latestFrom: '2027-05-01' }, { from: WANTED, until: '2027-05-01', first: 'place' }],
    [
      'a sooner day, and the date first',
      { earliestFrom: '2027-02-01', waitsFirst: 'date' as const },
      { from: '2027-02-01', until: WANTED, first: 'date' },
    ],
    ['days on the wrong side of the wanted one', { earliestFrom: '2027-04-01', latestFrom: '2027-02-01' }, null],
    ['an emergency, whatever was said', { kind: 'emergency' as const, latestFrom: '2027-05-01' }, null],
  ])('%s', (_, days, waits) => {
    expect(waitsOf(said(days), WANTED)).toEqual(waits);
  });
});

describe('the days on which it would start if it were given a place today', () => {
  const TODAY = '2027-01-15';
  it.each([
    ['the wanted day alone', {}, WANTED, [WANTED, WANTED, WANTED]],
    [
      'from a sooner day to a later one',
      { earliestFrom: '2027-02-01', latestFrom: '2027-05-01' },
      WANTED,
      [WANTED, '2027-02-01', '2027-05-01'],
    ],
    ['today, where the wanted day is past', {}, '2026-12-01', [TODAY, TODAY, TODAY]],
    ['no day that is past', { earliestFrom: '2027-01-01' }, WANTED, [WANTED, TODAY, WANTED]],
    ['a limit that is past leaves today', { latestFrom: '2027-01-10' }, '2026-12-01', [TODAY, TODAY, TODAY]],
    ['a day that is not known is today', { latestFrom: '2027-05-01' }, null, [TODAY, TODAY, TODAY]],
  ])('%s', (_, days, wantedFrom, [entry, from, until]) => {
    expect(startDays({ need: said(days), wantedFrom }, TODAY)).toEqual({ entry, from, until });
  });
});
