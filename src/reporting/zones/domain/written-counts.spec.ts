import { describe, expect, it } from '../../../../test/support/runner.js';
import { countsEndBefore, readCounts } from './written-counts.js';

const KNOWN = new Set(['71040', '71306']);

describe('children counted by commune, as somebody pastes them', () => {
  it.each(['71040;165\n71306;410', '71040 , 165\r\n\r\n71306\t410\n'])('are read: %j', (text) => {
    expect(readCounts(text, KNOWN)).toEqual({
      counts: [
        { communeCode: '71040', children: 165 },
        { communeCode: '71306', children: 410 },
      ],
      wrong: null,
    });
  });

  it.each([
    ['71040;165\nBlanzy;3', 2, 'unreadable'],
    ['71040;-3', 1, 'unreadable'],
    ['71040;1,5', 1, 'unreadable'],
    ['75056;3', 1, 'unknownCommune'],
    ['71040;1\n\n71040;2', 3, 'twice'],
  ])('%j is refused at line %i: %s', (text, line, problem) => {
    expect(readCounts(text, KNOWN)).toEqual({ counts: [], wrong: { line, problem } });
  });
});

describe('how long numbers of children hold', () => {
  it.each<[string[], string | null]>([
    [[], null],
    [['2024'], '2028-01-01'],
    [['2025', '2023', '2025'], '2027-01-01'],
  ])('those of %j are too old from %s on', (years, day) =>
    expect(countsEndBefore(years.map((year) => ({ year })))).toBe(day),
  );
});
