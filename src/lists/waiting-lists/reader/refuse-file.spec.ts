import { describe, expect, it } from '../../../../test/support/runner.js';
import { openText } from './refuse-file.js';

const LIMITS = { columns: 5000, kilobytes: 64 };
const refusalOf = (text: string): unknown => {
  const opened = openText('liste.csv', new TextEncoder().encode(text), LIMITS);
  return opened.ok ? 'read' : opened.refusal;
};

describe('a list with a line that is no family’s', () => {
  it.each<[string, string, unknown]>([
    [
      'a line of 1.8 MB',
      `Nom;Obs\nLeroy;x\nRoux;${'x'.repeat(1_800_000)}\n`,
      { code: 'import.longLine', facts: { line: 3, most: 64 } },
    ],
    [
      'a line of 100 000 columns',
      `Nom;Obs\nLeroy;x${';'.repeat(60_000)}\n`,
      { code: 'import.wideLine', facts: { line: 2, count: 60_002, most: 5000 } },
    ],
    [
      'a header of 10 000 columns',
      `${'a,'.repeat(10_000)}\n1,2\n`,
      { code: 'import.wideLine', facts: { line: 1, count: 10_001, most: 5000 } },
    ],
    [
      'a cell of many lines',
      `Nom;Obs\nLeroy;x\nRoux;"${'ligne\n'.repeat(20_000)}"\n`,
      { code: 'import.longLine', facts: { line: 3, most: 64 } },
    ],
    ['a line of 60 000 characters', `Nom;Obs\nLeroy;${'x'.repeat(60_000)}\n`, 'read'],
    ['separators left over at the end of a line', `Nom;Obs\nLeroy;x${';'.repeat(200)}\n`, 'read'],
  ])('%s', (_, text, said) => expect(refusalOf(text)).toEqual(said));
});
