import { describe, expect, it } from '../../../../test/support/runner.js';
import { builtInFormat, readFormat, showNumber } from './number-format.js';

const shown = (value: number, format: string | number, since1904 = false): string =>
  showNumber(value, typeof format === 'number' ? builtInFormat(format) : readFormat(format), since1904);

describe('a number in a cell', () => {
  it.each<[string, number, string | number, string]>([
    ['a day', 46_095, 14, '14/03/2026'],
    ['a day by its own format', 46_095, 'dd/mm/yyyy', '14/03/2026'],
    ['a day in French letters', 46_095, 'jj/mm/aaaa', '14/03/2026'],
    ['a day with its name', 46_095, '[$-40C]dddd d mmmm yyyy;@', '14/03/2026'],
    ['a day without its year on the screen', 46_095, 16, '14/03/2026'],
    ['a month', 46_266, 17, '09/2026'],
    ['a month by its own format', 46_266, 'mmm\\-yy', '09/2026'],
    ['a year', 46_266, 'yyyy', '2026'],
    ['a day and an hour', 46_095.5868, 22, '14/03/2026 14:05'],
    ['a day at midnight', 46_095, 22, '14/03/2026'],
    ['the last second of a day', 46_094.999_999, 14, '14/03/2026'],
    ['the first days of 1900', 59, 14, '28/02/1900'],
    ['the day that 1900 did not have, and the next', 61, 14, '01/03/1900'],
    ['what is no day', 3_000_000, 14, '3000000'],
    ['an hour', 0.354_166_666_7, 20, '08:30'],
    ['an hour with its half of the day', 0.75, 18, '18:00'],
    ['hours beyond a day', 1.5, 46, '36:00'],
    ['minutes', 0.354_166_666_7, 45, '08:30'],
    ['a telephone number that lost its zero', 612_345_678, 'General', '612345678'],
    ['a telephone number in its format', 612_345_678, '0#" "##" "##" "##" "##', '0612345678'],
    ['a long number', 33_612_345_678, 0, '33612345678'],
    ['a postal code', 71_300, 0, '71300'],
    ['a postal code with its zero', 1000, '00000', '01000'],
    ['noise of floating point', 0.1 + 0.2, 0, '0,3'],
    ['noise of a whole number', 4.000_000_000_000_001, 0, '4'],
    ['a number rounded by its format', 3.14159, 2, '3,14'],
    ['a whole number with decimals', 71_300, '0.00', '71300'],
    ['thousands', 1234.5, '#,##0.00', '1234,5'],
    ['a share', 0.3, 9, '30 %'],
    ['a negative number', -3, 0, '-3'],
    ['a format of words', 5, '"h "0" jours"', '5'],
    ['a very long format', 5, 'y'.repeat(10_000), '5'],
  ])('%s', (_case, value, format, text) => expect(shown(value, format)).toBe(text));

  it('is a day of 1904 where the workbook says so', () => {
    expect([shown(44_633, 14, true), shown(0, 14, true)]).toEqual(['14/03/2026', '01/01/1904']);
  });
});
