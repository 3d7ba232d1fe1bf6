import { describe, expect, it } from '../../../../test/support/runner.js';
import { printableData, printableText } from './printable-text.js';

const covered = new Set([...'Nguyênêe Zoé?-'].map((character) => character.codePointAt(0) ?? 0));

describe('printableText', () => {
  it('keeps what the font draws, composed or not', () => {
    expect(printableText('Zoe\u0301', covered)).toBe('Zoé');
  });

  it('keeps the base letter of an accented letter the font lacks', () => {
    expect(printableText('Nguyễn', covered)).toBe('Nguyên');
  });

  it('replaces what has no simpler form, and spaces and dashes by plain ones', () => {
    expect(printableText('王\u202fe\u2011e', covered)).toBe('? e-e');
  });

  it('walks through lists and objects', () => {
    expect(printableData({ names: ['王'], count: 2, none: null }, covered)).toEqual({
      names: ['?'],
      count: 2,
      none: null,
    });
  });
});
