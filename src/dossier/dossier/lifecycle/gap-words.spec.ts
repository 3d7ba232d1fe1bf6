import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from '../../../foundation/platform/i18n/index.js';
import { gapsInShort, gapWords, listGaps } from './gap-words.js';

const words = Catalogue.load('src').translator('fr').inVoice('atDesk');
const adult = (firstName: string | null, situation: 'working' | null) => ({ firstName, surname: null, situation });

describe('a missing answer', () => {
  it.each([
    [
      'of the only adult names nobody',
      [adult('Ana', null)],
      undefined,
      'La situation professionnelle d’un responsable',
    ],
    [
      'of one of two names that one',
      [adult('Ana', 'working'), adult('Luc', null)],
      undefined,
      'La situation professionnelle (Luc)',
    ],
    [
      'of both names both',
      [adult('Ana', null), adult('Luc', null)],
      undefined,
      'La situation professionnelle (Ana et Luc)',
    ],
    [
      'asked of one of both names that one',
      [adult('Ana', null), adult('Luc', null)],
      1,
      'La situation professionnelle (Luc)',
    ],
    [
      'of an adult without a name',
      [adult('Ana', 'working'), adult(null, null)],
      1,
      'La situation professionnelle (responsable 2)',
    ],
  ] as const)('%s', (_name, adults, only, sentence) =>
    expect(gapWords(words, 'adult.situation', adults, only)).toBe(sentence),
  );
});

describe('a leave without a date of return', () =>
  it('names whose leave it is, where two adults answer', () =>
    expect(
      gapWords(words, 'adult.returnsOn', [
        { firstName: 'Ana', surname: null, situation: 'parental_leave', returnsOn: '2027-03-01' },
        { firstName: 'Luc', surname: null, situation: 'parental_leave', returnsOn: null },
      ]),
    ).toBe('La date de retour de congé (Luc)')));

describe('missing answers in one sentence', () =>
  it.each([
    [[], ''],
    [['La commune de résidence'], 'La commune de résidence'],
    [
      ['Le nom du responsable', 'La commune de résidence', 'Un moyen de joindre la famille'],
      'Le nom du responsable, la commune de résidence et un moyen de joindre la famille',
    ],
  ])('%j', (names, sentence) => expect(listGaps(words, names)).toBe(sentence)));

describe('missing answers in a row of a list', () => {
  it.each([
    [['wishes'], 'les vœux'],
    [
      ['adult.situation', 'need.kind', 'wishes', 'child.surname'],
      'les vœux, le nom de l’enfant et la situation professionnelle d’un responsable + 1',
    ],
  ])('%j', (gaps, sentence) => expect(gapsInShort(words, gaps, [])).toBe(sentence));
});
