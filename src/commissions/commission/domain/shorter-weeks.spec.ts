import { describe, expect, it } from '../../../../test/support/runner.js';
import { shorterWeeks } from './shorter-weeks.js';

const day = { start: '08:00', end: '17:00' };
const written = (days: string, fewest: number): string[] =>
  shorterWeeks(Object.fromEntries(days.split(' ').map((name) => [name, day])), fewest).map((week) =>
    Object.keys(week).join(' '),
  );

describe('shorter weeks', () => {
  it.each<[string, number, string[]]>([
    ['mon tue wed', 2, ['mon tue', 'mon wed', 'tue wed']],
    ['mon tue wed', 1, ['mon tue', 'mon wed', 'tue wed', 'mon', 'tue', 'wed']],
    ['mon tue', 2, []],
    ['mon', 1, []],
    ['thu fri', 0, ['thu', 'fri']],
  ])('%s, down to %i', (days, fewest, expected) => expect(written(days, fewest)).toEqual(expected));
});
