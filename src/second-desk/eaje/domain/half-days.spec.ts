import { describe, expect, it } from '../../../../test/support/runner.js';
import { maskToSlots } from '../../../foundation/kernel/week-schedule.js';
import { readDayCell, readHalfDays } from './half-days.js';

describe('half-days as directors write them', () => {
  it.each([
    ['lundi, mardi', 'mon-am mon-pm tue-am tue-pm'],
    ['lundi matin', 'mon-am'],
    ['lundi matin, mardi', 'mon-am tue-am tue-pm'],
    ['mercredi après-midi et jeudi', 'wed-pm thu-am thu-pm'],
    ['L M M J V', 'mon-am mon-pm tue-am tue-pm wed-am wed-pm thu-am thu-pm fri-am fri-pm'],
    ['L M J V', 'which_day'],
    ['lundi mardi matin', 'half_days'],
    ['souvent', 'not_days'],
  ])('%s', (text, said) => {
    const reading = readHalfDays(text);
    expect(reading.ok ? maskToSlots(reading.value).join(' ') : reading.reason).toBe(said);
  });

  it.each([
    ['x', 'wed-am wed-pm'],
    ['1', 'wed-am wed-pm'],
    ['', ''],
    ['matin', 'wed-am'],
    ['AP', 'wed-pm'],
    ['peut-être', 'not_a_mark'],
  ])('%s under Wednesday', (text, said) => {
    const reading = readDayCell('wed', text);
    expect(reading.ok ? maskToSlots(reading.value).join(' ') : reading.reason).toBe(said);
  });
});
