import { describe, expect, it } from '@jest/globals';
import { phoneWords, readPhone } from './phone-number.js';

describe('A telephone number as people write it', () => {
  it.each([
    ['0612345678', '0612345678'],
    ['06 12 34 56 78', '0612345678'],
    ['06.12.34.56.78', '0612345678'],
    ['+33 6 12 34 56 78', '0612345678'],
    ['0033 (0)6-12-34-56-78', '0612345678'],
    ['+41 79 123 45 67', '+41791234567'],
    ['06 12 34', null],
    ['+33 (0)6 12 34 56 78', '0612345678'],
    ['03/85/57/00/00', '0385570000'],
    ['612345678', '0612345678'],
    ['+262 692 12 34 56', '+262692123456'],
    ['06 12 34 56 78 90', null],
    ['00 12 34 56 78', null],
    ['+33 12', null],
    ['36 12', null],
    ['06 12 34 56 78 / 03 85 57 00 00', null],
    ['06 12 34 56 78 poste 3', null],
    ['Sonia 0652122275', null],
    ['appelez-moi', null],
  ])('%s → %s', (typed, kept) => expect(readPhone(typed)).toBe(kept));

  it.each([
    ['0612345678', '06 12 34 56 78'],
    ['+41791234567', '+41791234567'],
    ['', ''],
  ])('%s is read aloud %s', (kept, words) => expect(phoneWords(kept)).toBe(words));
});
