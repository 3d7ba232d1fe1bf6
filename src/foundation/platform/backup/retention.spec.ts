import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays, addHours, addMonths, dayOf, instantAt, mondayOf, type Instant } from '../../kernel/time.js';
import { backupsToDrop } from './retention.js';

const RULES = { daily: 7, weekly: 4, monthly: 12 };
/** A Wednesday. */
const NOW = instantAt('2026-11-25', '03:30');
const nightly = (from: string, to: string): Instant[] => {
  const all: Instant[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(instantAt(day, '03:30'));
  return all;
};
const keptDays = (all: readonly Instant[], rules = RULES, now = NOW): string[] => {
  const dropped = new Set(backupsToDrop(all, rules, now));
  return all.filter((at) => !dropped.has(at)).map(dayOf);
};

describe('which backups are kept', () => {
  it('a year and a half of nights: seven days, four weeks, twelve months', () => {
    expect(keptDays(nightly('2025-05-01', '2026-11-25'))).toEqual([
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-08',
      '2026-11-15',
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
    ]);
  });

  it.each([
    ['nothing', [], []],
    ['the only one, however old', ['2019-01-01'], ['2019-01-01']],
    ['the newest of what is too old', ['2019-01-01', '2019-01-02'], ['2019-01-02']],
    ['one of a month long past, while newer ones exist: no', ['2025-11-30', '2026-11-25'], ['2026-11-25']],
    ['the first month still kept', ['2025-12-01', '2026-11-25'], ['2025-12-01', '2026-11-25']],
    ['the newest of its week only', ['2026-11-09', '2026-11-10', '2026-11-25'], ['2026-11-10', '2026-11-25']],
    [
      'the seventh day back, not the eighth beside its week',
      ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-22', '2026-11-25'],
      ['2026-11-19', '2026-11-22', '2026-11-25'],
    ],
    ['one dated ahead of the clock', ['2026-11-25', '2026-12-24'], ['2026-11-25', '2026-12-24']],
  ])('%s', (_, days, kept) => {
    expect(keptDays(days.map((day) => instantAt(day, '03:30')))).toEqual(kept);
  });

  it('all those of the last day: the one made before an upgrade and the one after', () => {
    const today = [
      instantAt('2026-11-24', '10:00'),
      instantAt('2026-11-24', '11:00'),
      instantAt('2026-11-25', '03:30'),
    ];
    expect(backupsToDrop(today, RULES, NOW)).toEqual([]);
    expect(backupsToDrop(today, RULES, addHours(NOW, 24))).toEqual([today[0]]);
  });

  const moments = fc.array(
    fc
      .date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    { maxLength: 60 },
  );
  const rules = fc.record({
    daily: fc.integer({ min: 1, max: 14 }),
    weekly: fc.integer({ min: 0, max: 8 }),
    monthly: fc.integer({ min: 0, max: 24 }),
  });
  const now = fc
    .date({ min: new Date('2025-06-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());

  it('whatever the dates: never the newest; nobody lives on longer than the longest rule; each period keeps its newest', () => {
    fc.assert(
      fc.property(moments, rules, now, (all, keep, at) => {
        const dropped = new Set(backupsToDrop(all, keep, at));
        const kept = all.filter((one) => !dropped.has(one));
        const newest = [...all].sort().at(-1);
        expect([...dropped].every((one) => all.includes(one))).toBe(true);
        if (newest) expect(dropped.has(newest)).toBe(false);
        const today = dayOf(at);
        const limit = [
          addDays(today, -1),
          addDays(today, 1 - keep.daily),
          addDays(mondayOf(today), 7 * (1 - keep.weekly)),
          addMonths(`${today.slice(0, 7)}-01`, 1 - keep.monthly),
        ].sort()[0]!;
        expect(kept.filter((one) => one !== newest && dayOf(one) < limit)).toEqual([]);
        for (const one of all.filter((moment) => dayOf(moment) > addDays(today, -keep.daily))) {
          expect(kept.some((other) => dayOf(other) === dayOf(one) && other >= one)).toBe(true);
        }
      }),
    );
  });

  it('dropping again at the same moment drops nothing more, and what is dropped tonight is not missed tomorrow', () => {
    fc.assert(
      fc.property(moments, rules, now, (all, keep, at) => {
        const first = new Set(backupsToDrop(all, keep, at));
        const kept = all.filter((one) => !first.has(one));
        expect(backupsToDrop(kept, keep, at)).toEqual([]);
        const tomorrow = addHours(at, 24);
        const straight = new Set(backupsToDrop(all, keep, tomorrow));
        const inTwoSteps = new Set([...first, ...backupsToDrop(kept, keep, tomorrow)]);
        expect([...straight].every((one) => inTwoSteps.has(one))).toBe(true);
        expect([...inTwoSteps].every((one) => straight.has(one))).toBe(true);
      }),
    );
  });
});
