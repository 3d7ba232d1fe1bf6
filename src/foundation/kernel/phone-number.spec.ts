import { describe, expect, it } from '../../../test/support/runner.js';
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
    ['06 44 55 66 7', null],
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
    ['01 99 00 71 30', '01 99 00 71 30'],
    ['+41791234567', '+41 79 123 45 67'],
    ['laura@exemple.fr', 'laura@exemple.fr'],
    [
      'Laura Ferreira, 3 rue des Écoles, 71300 Montceau-les-Mines',
      'Laura Ferreira, 3 rue des Écoles, 71300 Montceau-les-Mines',
    ],
    ['', ''],
  ])('%s is read aloud %s, and never cut at the end of a line', (kept, words) => {
    const read = phoneWords(kept);
    expect(read.replaceAll('\u00a0', ' ')).toBe(words);
    if (read !== kept) expect(read).not.toContain(' ');
  });
});
