import { describe, expect, it } from '../../../../test/support/runner.js';
import { estimatePrice, type PriceScale } from './price-estimate.js';

const input = (dependentChildren: number, monthlyResources = 2000, disabledChild = false) => ({
  dependentChildren,
  monthlyResources,
  disabledChild,
});

describe('the estimate of a price (PSU)', () => {
  it.each([
    ['collective', 1, 0.000619, 1.24],
    ['collective', 2, 0.000516, 1.03],
    ['collective', 3, 0.000413, 0.83],
    ['collective', 4, 0.00031, 0.62],
    ['collective', 7, 0.00031, 0.62],
    ['collective', 8, 0.000206, 0.41],
    ['collective', 12, 0.000206, 0.41],
    ['family_creche', 1, 0.000516, 1.03],
    ['family_creche', 2, 0.000413, 0.83],
    ['family_creche', 3, 0.00031, 0.62],
    ['family_creche', 5, 0.00031, 0.62],
    ['family_creche', 6, 0.000206, 0.41],
  ] as [PriceScale, number, number, number][])(
    '%s, %i children: rate %f, %f € an hour at 2 000 € a month',
    (scale, children, rate, hourly) => {
      expect(estimatePrice(scale, input(children), '2026-03-01')).toEqual({
        rate,
        hourly,
        resourcesCounted: 2000,
        bounded: null,
        olderTable: null,
      });
    },
  );

  it.each([
    ['collective', 1, 0.000516],
    ['collective', 3, 0.00031],
    ['collective', 4, 0.000206],
    ['collective', 8, 0.000206],
    ['family_creche', 2, 0.00031],
    ['family_creche', 6, 0.000206],
  ] as [PriceScale, number, number][])(
    'a child with a handicap gives the next lower rate: %s, %i children',
    (scale, children, rate) => {
      expect(estimatePrice(scale, input(children, 2000, true), '2026-03-01').rate).toBe(rate);
    },
  );

  it.each([
    ['2026-03-01', 9000, 8500, 'ceiling', 5.26],
    ['2025-09-01', 8500, 8500, null, 5.26],
    ['2025-08-31', 9000, 7000, 'ceiling', 4.33],
    ['2024-09-01', 9000, 7000, 'ceiling', 4.33],
    ['2024-08-31', 9000, 6000, 'ceiling', 3.71],
    ['2026-03-01', 500, 814.62, 'floor', 0.5],
    ['2026-03-01', 0, 814.62, 'floor', 0.5],
    ['2026-03-01', 814.62, 814.62, null, 0.5],
    ['2030-01-01', 9000, 8500, 'ceiling', 5.26],
  ] as const)('on %s, %f € a month count as %f (%s)', (on, resources, resourcesCounted, bounded, hourly) => {
    expect(estimatePrice('collective', input(1, resources), on)).toMatchObject({ resourcesCounted, bounded, hourly });
  });

  it.each([
    ['2024-03-01', null],
    ['2026-08-31', null],
    ['2026-09-01', '2025-09-01'],
    ['2030-01-01', '2025-09-01'],
  ])('on %s says of a table that is older: %s', (on, olderTable) =>
    expect(estimatePrice('collective', input(1), on).olderTable).toBe(olderTable),
  );

  it('never costs more for more children, and counts no children as one', () => {
    for (let children = 0; children < 12; children += 1) {
      expect(estimatePrice('collective', input(children + 1), '2026-03-01').hourly).toBeLessThanOrEqual(
        estimatePrice('collective', input(children), '2026-03-01').hourly,
      );
    }
    expect(estimatePrice('collective', input(0), '2026-03-01').rate).toBe(0.000619);
  });
});
