import { describe, expect, it } from '../../../../test/support/runner.js';
import { addTallies, rowsOf, type CellSum } from './known-sums.js';
import type { Tally } from './tallies.js';

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const tally = (day: string, figure: Tally['figure'], key: string, change = 1, commune = '71306'): Tally => ({
  day,
  figure,
  key,
  change,
  members: { commune },
});
const total = (sums: readonly CellSum[], table: string) => rowsOf(sums, table)[0]?.counts ?? {};

describe('the sums of a period', () => {
  it('a level counts everything up to the last evening, and nothing after it', () => {
    const sums = addTallies(
      [],
      [
        tally('2026-05-02', 'status', 'pending'),
        tally('2026-10-31', 'status', 'pending', -1),
        tally('2026-10-31', 'status', 'without'),
        tally('2026-11-01', 'status', 'without'),
      ],
      OCTOBER,
    );
    expect(total(sums, 'status')).toEqual({ without: 1 });
  });

  it('a flow counts what happened in the period, its two ends included', () => {
    const days = ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'];
    const sums = addTallies(
      [],
      days.map((day) => tally(day, 'received', '')),
      OCTOBER,
    );
    expect(total(sums, 'received')).toEqual({ '': 2 });
  });

  it('slice after slice give what all families at once give, and groups are sums of communes', () => {
    const tallies = [
      tally('2026-10-02', 'received', '', 1, '71306'),
      tally('2026-10-03', 'received', '', 1, '71040'),
      tally('2026-10-04', 'stage.submitted-in_triage', '3', 1, '71306'),
      tally('2026-10-05', 'stage.submitted-in_triage', '7', 1, '71040'),
    ];
    const whole = addTallies([], tallies, OCTOBER);
    expect(tallies.reduce((sums, one) => addTallies(sums, [one], OCTOBER), [] as CellSum[])).toEqual(whole);
    const grouped = (table: string) => rowsOf(whole, table, () => 'area');
    expect(grouped('received-by-commune')).toEqual([{ member: 'area', counts: { '': 2 }, delays: {} }]);
    expect(grouped('stages-by-commune')[0]!.delays['submitted-in_triage']).toMatchObject({ n: 2 });
  });

  it('a table that does not exist is refused', () => {
    expect(() => rowsOf([], 'moon')).toThrow('moon');
  });
});
