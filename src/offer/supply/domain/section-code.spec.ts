import { describe, expect, it } from '../../../../test/support/runner.js';
import { bySection, isNameTaken, nextSectionCode, numberOfCode } from './section-code.js';

const toddlers = (code: string) => ({ code, ageGroup: 'toddlers' }) as const;

describe('the code of one more section', () => {
  it.each([
    ['the first of its group', [], 'toddlers'],
    ['the second of its group', [toddlers('toddlers')], 'toddlers-2'],
    ['the third of its group', [toddlers('toddlers'), toddlers('toddlers-2')], 'toddlers-3'],
    ['beside another group', [{ code: 'babies', ageGroup: 'babies' } as const], 'toddlers'],
    ['after the tenth', [toddlers('toddlers-9'), toddlers('toddlers-10')], 'toddlers-11'],
  ])('%s', (_, sections, code) => expect(nextSectionCode('toddlers', sections)).toBe(code));

  it('tells its number', () => {
    expect(['older', 'older-2', 'older-12'].map(numberOfCode)).toEqual([1, 2, 12]);
  });
});

it('sections of one age group follow each other by number, after the younger ones', () => {
  const of = (code: string, ageFromMonths: number, ageToMonths: number) => ({ code, ageFromMonths, ageToMonths });
  const sections = [of('older', 24, 48), of('toddlers-10', 12, 26), of('toddlers-2', 12, 26), of('toddlers', 12, 26)];
  expect([...sections, of('babies', 2, 15)].sort(bySection).map(({ code }) => code)).toEqual([
    'babies',
    'toddlers',
    'toddlers-2',
    'toddlers-10',
    'older',
  ]);
});

it.each([
  ['Coccinelles', true],
  ['  COCCINELLES ', true],
  ['Écureuils', false],
  [null, false],
])('a section may not be called as another one is: %s', (name, taken) => {
  expect(isNameTaken(name, [{ name: 'Coccinelles' }, { name: null }])).toBe(taken);
});
