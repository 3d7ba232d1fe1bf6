import { describe, expect, it } from '../../../../test/support/runner.js';
import { readDuration, writeDuration } from './duration.js';

describe('a duration', () => {
  it.each<[string, number | null | 'invalid']>([
    ['', null],
    ['0', null],
    ['0h00', null],
    ['2', 120],
    ['2h', 120],
    ['2 h 30', 150],
    ['2H30', 150],
    ['2:30', 150],
    ['2,5', 150],
    ['2.25', 135],
    ['0,33', 20],
    ['45 min', 45],
    ['90mn', 90],
    ['24', 1440],
    ['24h01', 'invalid'],
    ['25', 'invalid'],
    ['2h60', 'invalid'],
    ['-2', 'invalid'],
    ['1e3', 'invalid'],
    ['deux heures', 'invalid'],
    ['=1+1', 'invalid'],
    ['٣', 'invalid'],
  ])('written « %s » is %s minutes', (typed, minutes) => {
    expect(readDuration(typed)).toBe(minutes);
  });

  it.each([1, 59, 60, 61, 150, 1440])('of %i minutes is read again as it is written', (minutes) => {
    expect(readDuration(writeDuration(minutes))).toBe(minutes);
  });
});
