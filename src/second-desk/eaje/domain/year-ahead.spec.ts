import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { daysShown, heatOf, weeksAhead, WEEKS_AHEAD, yearInShort } from './year-ahead.js';

const MONDAY = '2026-11-30';

describe('the year ahead of a section', () => {
  it('puts each open half-day where its week and its weekday meet, whatever is open', () => {
    const halfDay = fc.tuple(fc.integer({ min: 0, max: WEEKS_AHEAD * 7 - 1 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(halfDay, fc.integer({ min: 0, max: 20 }))), (open) => {
        const free = new Map(open.map(([[day, half], count]) => [`${addDays(MONDAY, day)}/${half}`, count]));
        const weeks = weeksAhead(free, MONDAY);
        const back = weeks.flatMap((week) =>
          week.free.flatMap((count, index) =>
            count === null ? [] : [[`${addDays(week.monday, Math.floor(index / 2))}/${index % 2}`, count] as const],
          ),
        );
        expect(new Map(back)).toEqual(free);
      }),
    );
  });

  const year = (free: Record<string, number>) => weeksAhead(new Map(Object.entries(free)), MONDAY);

  it('says at a glance what is most free and most asked for', () => {
    expect(yearInShort(year({ '2026-11-30/0': 3, '2026-12-01/0': 0, '2026-12-07/0': 1 }))).toEqual({
      wholeWeeks: 1,
      freest: 'mon-am',
      fullest: 'tue-am',
    });
    expect(yearInShort(year({}))).toEqual({ wholeWeeks: 0, freest: null, fullest: null });
  });

  it.each([
    [{}, 5],
    [{ '2026-12-02/1': 1 }, 5],
    [{ '2026-12-05/0': 0 }, 6],
  ] as const)('shows the days on which it opens: %j', (free, days) => {
    expect(daysShown([year(free)])).toBe(days);
  });

  it.each([
    [null, 'closed'],
    [-1, 'full'],
    [0, 'full'],
    [2, 'few'],
    [3, 'some'],
    [6, 'many'],
  ] as const)('%s is drawn %s', (free, heat) => {
    expect(heatOf(free)).toBe(heat);
  });
});
