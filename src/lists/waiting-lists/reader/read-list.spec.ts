import { describe, expect, it } from '../../../../test/support/runner.js';
import { decode } from './decode.js';
import { readList } from './read-list.js';
import { detectSeparator } from './separator.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the encoding of a list', () => {
  it.each([
    ['strict UTF-8', [0x4c, 0xc3, 0xa9, 0x6f], 'utf-8', 'Léo'],
    [
      'UTF-8 with its mark, which is not a character of the text',
      [0xef, 0xbb, 0xbf, 0x4c, 0xc3, 0xa9, 0x6f],
      'utf-8-bom',
      'Léo',
    ],
    ['Windows-1252', [0x4c, 0xe9, 0x6f], 'windows-1252', 'Léo'],
    ['the signs Latin-1 does not have', [0x9c, 0x92, 0x80, 0xe9], 'windows-1252', 'œ’€é'],
    ['UTF-16 saved as "Unicode text"', [0xff, 0xfe, 0x4c, 0x00, 0xe9, 0x00], 'utf-16le', 'Lé'],
    ['UTF-16 of the other order', [0xfe, 0xff, 0x00, 0x4c, 0x00, 0xe9], 'utf-16be', 'Lé'],
    ['a line of UTF-8 pasted in Windows-1252', [0xe9, 0x0a, 0xc3, 0xa9], 'windows-1252', 'é\né'],
    ['an accent parted from its letter', [0x65, 0xcc, 0x81], 'utf-8', 'é'],
    ['nothing', [], 'utf-8', ''],
  ])('reads %s', (_case, bytes, encoding, text) => {
    expect(decode(Uint8Array.from(bytes))).toEqual({ encoding, text });
  });
});

describe('the separator', () => {
  it.each([
    ['a;b;c\n1;2;3', ';'],
    ['a,b,c\n1,2,3', ','],
    ['a\tb\n1\t2', '\t'],
    ['Nom;Jours\nX;lundi, mardi, jeudi\nY;lundi, mardi', ';'],
    ['Nom,Jours\n"A;B;C",x\n"D;E;F",y', ','],
    ['Nom\nLeroy', ';'],
    ['Liste de Blanzy\na,b\n1,2', ','],
    ['Nom,Parents\nX,"A;\nB;"\nY,"C;\nD;"', ','],
    ['sep=|\na;b|c', '|'],
  ])('of %j is %j', (text, separator) => {
    expect(detectSeparator(text)).toBe(separator);
  });
});

describe('the rows of a list', () => {
  it('keeps blank rows, and counts lines as an editor does', () => {
    const { headers, rows } = readList(utf8('\r\nNom;Obs\r\nLeroy;"deux\r\nlignes"\r\n;\r\n\r\nRoux; x \r\n'));
    expect(headers).toEqual(['Nom', 'Obs']);
    expect(rows.map(({ line, blank, cells }) => [line, blank, cells['Nom'], cells['Obs']])).toEqual([
      [3, false, 'Leroy', 'deux\nlignes'],
      [5, true, '', ''],
      [6, true, '', ''],
      [7, false, 'Roux', 'x'],
    ]);
  });

  it('keeps a row of the wrong width as it was written, and says why', () => {
    const { rows } = readList(utf8('a;b\n1\n1;2;3\n1;2;;\n'));
    expect(rows.map(({ reason, raw }) => [reason, raw])).toEqual([
      ['too_few_cells', '1'],
      ['too_many_cells', '1;2;3'],
      [null, '1;2;;'],
    ]);
  });

  it('does not lose the rest of the file to a quote left open', () => {
    const { rows } = readList(utf8('Nom;Obs\nLeroy;"rappeler\nRoux;x\n'));
    expect(rows.map(({ line, cells }) => [line, cells['Nom'], cells['Obs']])).toEqual([
      [2, 'Leroy', '"rappeler'],
      [3, 'Roux', 'x'],
    ]);
  });

  it('gives two columns of one header two names', () => {
    expect(readList(utf8('Tél;Tél;\n1;2;3')).rows[0]?.cells).toEqual({ Tél: '1', 'Tél (2)': '2', '(3)': '3' });
  });

  it.each([
    ['a title', "LISTE D'ATTENTE;;\n\nNom;Prénom;Tél\nLeroy;Romy;1\n"],
    ['the line of the separator', 'sep=;\nNom;Prénom;Tél\nLeroy;Romy;1\n'],
  ])('has its header under %s', (_case, text) => {
    const { headers, rows } = readList(utf8(text));
    expect(headers).toEqual(['Nom', 'Prénom', 'Tél']);
    expect(rows.map(({ cells }) => cells['Nom'])).toEqual(['Leroy']);
  });

  it('is not the line of the separator, even where no column is known', () => {
    expect(readList(utf8('sep=;\nA;B\n1;2\n')).headers).toEqual(['A', 'B']);
  });

  it('keeps a row above a repeated header', () => {
    expect(readList(utf8('Enfant;Maman;Tél;X\nRomy;Anne;1;2\nNom;Prénom;Tél;Y\n')).rows).toHaveLength(2);
  });

  it('reads an empty file as no rows', () => {
    expect(readList(utf8(''))).toMatchObject({ headers: [], rows: [] });
  });
});
