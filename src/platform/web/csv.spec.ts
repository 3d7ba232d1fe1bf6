import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv.js';

describe('csvOf', () => {
  it.each(['=1+1', '+33', '-2', '@SUM(A1)', '\tx'])('neutralises %j', (cell) => expect(csvOf([[cell]])).toBe(`\ufeff'${cell}\r\n`));
  it('keeps numbers as numbers and quotes what needs it', () => expect(csvOf([[-2, 'a;b', 'say "hi"']])).toBe('\ufeff-2;"a;b";"say ""hi"""\r\n'));
});
