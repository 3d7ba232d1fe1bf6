import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { pastFamilies } from './past-families.js';

const TODAY = '2026-11-29';

describe('the families of the year behind the demonstration', () => {
  const families = pastFamilies(TODAY);

  it('are as many in every start, and no two have one number', () => {
    expect(families).toEqual(pastFamilies(TODAY));
    expect(new Set(families.map(({ number }) => number)).size).toBe(families.length);
  });

  it('deposited over more than a year, this month too, and long enough ago for their search to be over', () => {
    expect(families[0]!.depositedOn < addDays(TODAY, -365)).toBe(true);
    expect(families.filter(({ depositedOn }) => depositedOn > addDays(TODAY, -30)).length).toBeGreaterThan(2);
    const late = families.filter(({ depositedOn }) => depositedOn > addDays(TODAY, -80));
    for (const { depositedOn, ending, endsAfter } of late) {
      expect(['childminder', 'elsewhere', 'withdrawn']).toContain(ending);
      expect(addDays(depositedOn, endsAfter) < TODAY).toBe(true);
    }
    expect(families.map(({ depositedOn }) => depositedOn)).toEqual(
      families.map(({ depositedOn }) => depositedOn).sort(),
    );
  });

  it('have each ending in each half of the year', () => {
    const half = Math.floor(families.length / 2);
    for (const some of [families.slice(0, half), families.slice(half)])
      expect(new Set(some.map(({ ending }) => ending)).size).toBe(7);
  });

  it('ask for children who are born, and not yet three, on the first day', () => {
    for (const { birthDate, wantedFrom } of families) {
      expect(birthDate < wantedFrom).toBe(true);
      expect(birthDate > addDays(wantedFrom, -3 * 365)).toBe(true);
    }
  });
});
