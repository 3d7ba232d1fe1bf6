import { describe, expect, it } from '../../../../test/support/runner.js';
import { standsIn, type FollowedCalendar } from './followed-calendars.js';

describe('whose sessions stand in a calendar', () => {
  it.each<[FollowedCalendar, boolean]>([
    ['territory', true],
    ['body:montceau', true],
    ['body:blanzy', false],
    ['member:rpe', true],
    ['member:director:ma-71306', true],
    ['member:pmi', false],
    ['body:rpe', false],
    ['member:montceau', false],
  ])('%s: %s', (calendar, expected) =>
    expect(standsIn(calendar, 'montceau', ['rpe', 'director:ma-71306'])).toBe(expected),
  );
});
