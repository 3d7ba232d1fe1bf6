import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { flowPeriods, levelPeriods, type KeptPeriods } from './kept-periods.js';

const FIRST = '2023-12-28';
const DAYS = Array.from({ length: 1200 }, (_, index) => addDays(FIRST, index));
const LENGTHS = { day: 10, month: 7, year: 4 };

/** How often a day is counted. */
const countOf = (day: Day, periods: readonly KeptPeriods[]): number =>
  periods
    .filter(({ kept, from, to }) => {
      const period = day.slice(0, LENGTHS[kept]);
      return from <= period && period <= to;
    })
    .reduce((sum, { sign }) => sum + sign, 0);
const counted = (periods: readonly KeptPeriods[]): Day[] =>
  DAYS.flatMap((day) => Array.from<Day>({ length: countOf(day, periods) }).fill(day));

/** Long past, in the middle of the months asked for, and before all of them. */
const TODAYS: Day[] = ['2027-06-01', '2025-11-09', '2023-01-01'];

describe('the periods that are read', () => {
  it.each(TODAYS)('for a level hold each day up to the evening once, whatever the evening (%s)', (today) => {
    for (const evening of DAYS)
      expect([evening, counted(levelPeriods(evening, today))]).toEqual([evening, DAYS.filter((day) => day <= evening)]);
  });

  it.each(TODAYS)('for a flow hold each of its days once, and no other (%s)', (today) => {
    for (const from of DAYS.filter((_, index) => index % 29 === 0))
      for (const to of DAYS.filter((day, index) => day >= from && (index % 17 === 0 || day.endsWith('-31'))))
        expect([from, to, counted(flowPeriods(from, to, today))]).toEqual([
          from,
          to,
          DAYS.filter((day) => from <= day && day <= to),
        ]);
  });

  it('for a level that is over are never more than six months and fifteen days beside the years', () => {
    for (const evening of DAYS) {
      const read = levelPeriods(evening, '2027-06-01').filter(({ kept }) => kept !== 'year');
      const days = DAYS.filter((day) => countOf(day, read.filter(({ kept }) => kept === 'day').map(added)) > 0);
      const months = DAYS.filter((day) => countOf(day, read.filter(({ kept }) => kept === 'month').map(added)) > 0);
      expect([evening, days.length <= 15]).toEqual([evening, true]);
      expect([evening, new Set(months.map((day) => day.slice(0, 7))).size <= 6]).toEqual([evening, true]);
    }
  });

  const years = (to: string): KeptPeriods => ({ kept: 'year', from: '0000', to, sign: 1 });
  it.each<[Day, KeptPeriods[]]>([
    ['2026-12-31', [years('2026')]],
    [
      '2026-03-02',
      [
        years('2025'),
        { kept: 'month', from: '2026-01', to: '2026-02', sign: 1 },
        { kept: 'day', from: '2026-03-01', to: '2026-03-02', sign: 1 },
      ],
    ],
    [
      '2026-10-29',
      [
        years('2026'),
        { kept: 'month', from: '2026-11', to: '2026-12', sign: -1 },
        { kept: 'day', from: '2026-10-30', to: '2026-10-31', sign: -1 },
      ],
    ],
  ])('for the level of %s start at the nearest end', (evening, periods) =>
    expect(levelPeriods(evening, '2027-06-01')).toEqual(periods),
  );

  it('for the month under way are the month, without the days to come', () =>
    expect(flowPeriods('2026-11-01', '2026-11-09', '2026-11-09')).toEqual([
      { kept: 'month', from: '2026-11', to: '2026-11', sign: 1 },
      { kept: 'day', from: '2026-11-10', to: '2026-11-30', sign: -1 },
    ]));
});

const added = (period: KeptPeriods): KeptPeriods => ({ ...period, sign: 1 });
