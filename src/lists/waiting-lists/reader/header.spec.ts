import { describe, expect, it } from '../../../../test/support/runner.js';
import { findHeader } from './header.js';

const cut = (...lines: string[]): string[][] => lines.map((line) => line.split(';'));
const ROW = '12/01/26;ROUX;Ana;01/02/26;Zoé ROUX;CDI;06;x;;x';
const COLUMNS = 'Reçu le;Nom;Prénom;Né(e) le;Nom Prénom;Travail;Portable;L;M;V';

describe('the header of a list', () => {
  it.each<[string, string[], number, string]>([
    [
      'under a line of groups takes their names where these say more',
      [';Enfant;;;Mère;;Contact;Jours;;', COLUMNS, ROW],
      1,
      'Reçu le;Enfant Nom;Enfant Prénom;Né(e) le;Mère Nom Prénom;Mère Travail;Portable;L;M;V',
    ],
    ['is the first line of columns under titles', ['Liste;2026', '', 'Nom;Prénom;Tél', ROW], 2, 'Nom;Prénom;Tél'],
    ['is not the family under it', ['Enfant;Maman;Tél;Ville', 'Romy;Anne;1;Blanzy'], 0, 'Enfant;Maman;Tél;Ville'],
  ])('%s', (_case, lines, at, cells) => {
    expect(findHeader(cut(...lines))).toEqual({ at, cells: cells.split(';') });
  });

  it('is none where a line above says more than a title', () => {
    expect(findHeader(cut('Romy;Anne;1;2', 'Nom;Prénom;Tél;Y'))).toBe(null);
  });
});
