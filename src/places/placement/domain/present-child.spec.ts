import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeDays, lastWithDerogation, type PresentEntry } from './present-child.js';

const TODAY = '2026-11-28';
const entry: PresentEntry = {
  firstName: 'Ana',
  surname: 'Sureau',
  birthDate: '2025-02-01',
  sectionId: null,
  slots: 0b11,
  since: '2025-09-01',
  to: null,
  parent: null,
};

describe('the days of a child who is there already', () => {
  it.each([
    ['there since last year', {}, '2027-08-31', null],
    ['to come', { since: '2027-01-04' }, '2027-08-31', null],
    ['there before it was born', { since: '2025-01-31' }, '2027-08-31', 'present.beforeBirth'],
    ['gone before it came', {}, '2025-08-31', 'present.endBeforeStart'],
    ['gone yesterday', {}, '2026-11-27', 'present.left'],
    ['until a mistyped year', {}, '2072-08-31', 'seats.tooFar'],
    ['without any day', { slots: 0 }, '2027-08-31', 'seats.nothing'],
  ] as const)('%s', (_, change, last, code) => {
    expect(judgeDays({ ...entry, ...change }, last, TODAY)?.code ?? null).toBe(code);
  });
});

describe('the last day beyond the places', () => {
  it.each([
    ['the section is full after the derogation', '2027-08-31', '2027-07-01', '2027-03-31', '2027-03-31'],
    ['the section is full within the derogation only', '2027-08-31', '2027-02-01', '2027-03-31', '2027-08-31'],
    ['the derogation outlasts the place', '2027-02-28', '2027-02-23', '2027-03-31', '2027-02-28'],
  ] as const)('%s', (_, to, lastFull, until, last) => {
    expect(lastWithDerogation(to, lastFull, until)).toBe(last);
  });
});
