import { describe, expect, it } from '../../../../test/support/runner.js';
import { agesOfBoth, judgeAges, sectionsForAge } from './section-age.js';

const sections = [
  { id: 'babies', ageFromMonths: 2, ageToMonths: 15 },
  { id: 'toddlers', ageFromMonths: 12, ageToMonths: 26 },
  { id: 'older', ageFromMonths: 24, ageToMonths: 48 },
];

describe('sectionsForAge', () => {
  it.each([
    ['2026-09-15', '2026-11-14', []],
    ['2026-09-15', '2026-11-15', ['babies']],
    ['2025-12-01', '2026-12-01', ['babies', 'toddlers']],
    ['2024-12-02', '2026-12-01', ['toddlers']],
    ['2024-12-01', '2026-12-01', ['toddlers', 'older']],
    ['2022-12-01', '2026-12-01', []],
  ])('born %s, entering %s', (birth, entry, expected) => {
    expect(sectionsForAge(sections, birth, entry).map((section) => section.id)).toEqual(expected);
  });
});

describe('ages that cannot be', () => {
  it.each([
    [2, 15, null],
    [15, 15, 'section.agesOrder'],
    [2, 73, 'section.agesTooFar'],
  ])('%i to %i months: %s', (ageFromMonths, ageToMonths, code) =>
    expect(judgeAges({ ageFromMonths, ageToMonths })?.code ?? null).toBe(code),
  );
});

it.each([
  [
    [2, 15],
    [12, 26],
    [2, 26],
  ],
  [
    [24, 48],
    [2, 15],
    [2, 48],
  ],
  [
    [2, 48],
    [12, 26],
    [2, 48],
  ],
] as const)('sections of %j and %j months that become one take %j', (one, other, both) => {
  const ages = ([ageFromMonths, ageToMonths]: readonly [number, number]) => ({ ageFromMonths, ageToMonths });
  expect(agesOfBoth(ages(one), ages(other))).toEqual(ages(both));
});
