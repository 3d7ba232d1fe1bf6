import { describe, expect, it } from '../../../../test/support/runner.js';
import { csvOf } from './csv.js';

describe('csvOf', () => {
  it.each(['=1+1', '+33', '-2', '@SUM(A1)', '\tx'])('neutralises %j', (cell) =>
    expect(csvOf([[cell]])).toBe(`\ufeff'${cell}\r\n`),
  );
  it('keeps numbers as numbers and quotes what needs it', () =>
    expect(csvOf([[-2, 'a;b', 'say "hi"']])).toBe('\ufeff-2;"a;b";"say ""hi"""\r\n'));
});

describe('a cell that a spreadsheet would run', () => {
  it.each([
    '=1',
    '+1',
    '-1',
    '@SUM',
    ' =1',
    '\u00a0=1',
    '\t=1',
    '\r=1',
    '\n=1',
    '\tx',
    '＝1',
    '＋1',
    '－1',
    '＠SUM',
    ' ＝1',
  ])('%j is kept from being one', (cell) => {
    expect(csvOf([[cell]])).toMatch(/^\ufeff"?'/);
  });

  it.each(['a=1', 'Jean-Paul', ' x', '3'])('%j is none', (cell) => expect(csvOf([[cell]])).toBe(`\ufeff${cell}\r\n`));
});
