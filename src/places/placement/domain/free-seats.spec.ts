import { describe, expect, it } from '../../../../test/support/runner.js';
import { endOfYear, FreeSeats } from './free-seats.js';

describe('the free seats of a section', () => {
  // 30 November 2026 is a Monday.
  const seats = new FreeSeats(
    new Map([
      ['2026-11-30/0', 2],
      ['2026-11-30/1', 1],
      ['2026-12-07/0', 0],
      ['2026-12-08/1', 3],
    ]),
  );

  it('are the fewest of each half-day during a stay; a half-day on which it is closed is absent', () => {
    expect(seats.fewestIn('2026-11-30', '2026-12-06')).toEqual(
      new Map([
        ['mon-am', 2],
        ['mon-pm', 1],
      ]),
    );
    expect(seats.fewestIn('2026-11-30', '2026-12-13')).toEqual(
      new Map([
        ['mon-am', 0],
        ['mon-pm', 1],
        ['tue-pm', 3],
      ]),
    );
  });

  it('rise from the open day after the last on which a half-day had fewer', () => {
    const freed = new FreeSeats(
      new Map([
        ['2026-11-30/0', 0],
        ['2026-11-30/1', 1],
        ['2026-12-07/0', 1],
        ['2026-12-03/0', 1],
        ['2026-12-07/1', 0],
        ['2026-12-08/1', 3],
        ['2026-12-21/1', 1],
      ]),
    );
    // Monday morning had none on 30 November, Monday afternoon none on 7 December.
    expect(freed.risesIn('2026-11-30', '2026-12-31')).toEqual(['2026-12-03', '2026-12-08']);
    expect(freed.risesIn('2026-11-30', '2026-12-07')).toEqual(['2026-12-03']);
    expect(freed.risesIn('2026-11-30', '2026-12-02')).toEqual([]);
    expect(freed.risesIn('2026-12-08', '2026-12-20')).toEqual([]);
  });

  it('stand on days on which it is open', () => {
    expect([seats.openDays('2026-11-30', '2026-12-07'), seats.openDays('2026-12-01', '2026-12-06')]).toEqual([2, 0]);
  });

  it('are none outside the days that were read', () => {
    expect(seats.fewestIn('2027-01-01', '2027-01-31').size).toBe(0);
  });

  it.each([
    ['2026-12-01', '2027-08-31'],
    ['2027-05-31', '2027-08-31'],
    ['2027-06-01', '2028-08-31'],
    ['2027-09-01', '2028-08-31'],
  ])('are looked at from %s to %s', (entry, last) => {
    expect(endOfYear(entry)).toBe(last);
  });
});
