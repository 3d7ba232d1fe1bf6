import { describe, expect, it } from '../../../test/support/runner.js';
import { holdsWords, isMeantBy, plainWords, tellingWords } from './plain-words.js';

describe('plain words', () => {
  it.each<[string, string[]]>([
    ['L’été à Écuisses', ['l', 'ete', 'a', 'ecuisses']],
    ['15/12/2026', ['15', '12', '2026']],
    ['Sœur', ['soeur']],
    ['!!!', []],
  ])('%s', (text, words) => expect(plainWords(text)).toEqual(words));

  it('leaves out what says nothing, unless nothing else was said', () => {
    expect(tellingWords('planifier une séance de la commission')).toEqual(['planifier', 'seance', 'commission']);
    expect(tellingWords('de la')).toEqual(['de', 'la']);
  });

  it.each<[string, string, boolean]>([
    ['sea', 'seance', true],
    ['seances', 'seance', true],
    ['seance', 'sea', false],
    ['list', 'lisbonne', false],
    ['seancement', 'seance', false],
  ])('%s means %s: %s', (typed, word, isMeant) => expect(isMeantBy(typed, word)).toBe(isMeant));

  it('wants every typed word, in any order, and some of them', () => {
    expect(holdsWords(['dec', 'montceau'], 'Commission de Montceau, 15 décembre')).toBe(true);
    expect(holdsWords(['montceau', 'mai'], 'Commission de Montceau, 15 décembre')).toBe(false);
    expect(holdsWords([], 'Commission')).toBe(false);
  });
});
