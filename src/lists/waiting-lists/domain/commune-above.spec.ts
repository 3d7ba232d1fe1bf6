import { describe, expect, it } from '../../../../test/support/runner.js';
import { recogniseColumns } from './columns.js';
import { COMMUNE_ABOVE, fillCommunes } from './commune-above.js';
import type { ListRow } from './list-row.js';

const COMMUNES = [
  { inseeCode: '71040', name: 'Blanzy' },
  { inseeCode: '71222', name: 'Gourdon' },
  { inseeCode: '71343', name: 'Perrecy-les-Forges' },
];
const HEADERS = ['Nom', 'Naissance', 'Tél', 'Commune'];

const rowsOf = (headers: readonly string[], lines: readonly string[]): ListRow[] =>
  lines.map((raw, index) => {
    const cells = raw.split(';');
    return {
      line: index + 2,
      raw,
      blank: cells.every((cell) => cell === ''),
      reason: null,
      cells: Object.fromEntries(headers.map((header, column) => [header, cells[column] ?? ''])),
    };
  });
const communesOf = (headers: readonly string[], ...lines: string[]): string[] => {
  const { columns, rows } = fillCommunes(recogniseColumns(headers), rowsOf(headers, lines), COMMUNES);
  const header = columns.byField.commune ?? COMMUNE_ABOVE;
  return rows.map(({ cells, isTitle }) => (isTitle ? 'title' : (cells[header] ?? '')));
};
const WITHOUT = HEADERS.slice(0, 3);
const [ROUX, NOIR, VERT] = ['ROUX Ana;01/02/2026;0611', 'NOIR Bob;02/02/2026;0612', 'VERT Eva;03/02/2026;0613'];

describe('a commune alone on a row', () => {
  it.each<[string, string[], string[]]>([
    [
      'is that of the rows under it',
      ['BLANZY;;', ROUX, NOIR, 'Gourdon :;;', VERT],
      ['title', 'Blanzy', 'Blanzy', 'title', 'Gourdon'],
    ],
    ['goes on over an empty row', ['BLANZY;;', ROUX, ';;', NOIR], ['title', 'Blanzy', '', 'Blanzy']],
    ['may stand in any column, in short', [';;PERRECY', ROUX], ['title', 'Perrecy-les-Forges']],
    ['may have words around it', ['Commune de Blanzy;;', ROUX], ['title', 'Blanzy']],
    [
      'ends at a title that names none, or several',
      ['BLANZY;;', ROUX, 'Le Creusot;;', NOIR, 'BLANZY + GOURDON;;', VERT],
      ['title', 'Blanzy', '', '', '', ''],
    ],
    [
      'goes on over the name of a month',
      ['BLANZY;;', ROUX, 'SEPTEMBRE 2027;;', NOIR],
      ['title', 'Blanzy', '', 'Blanzy'],
    ],
  ])('%s', (_case, lines, communes) => {
    expect(communesOf(WITHOUT, ...lines)).toEqual(communes);
  });

  it('gives way to a commune of the row', () => {
    expect(communesOf(HEADERS, 'BLANZY;;;', `${ROUX};`, `${NOIR};Gourdon`)).toEqual(['title', 'Blanzy', 'Gourdon']);
  });

  it('gives way to an address that tells one', () => {
    const headers = ['Nom', 'Naissance', 'Tél', 'Adresse'];
    expect(communesOf(headers, 'BLANZY;;;', `${ROUX};2 rue Basse, 71300 Gourdon`, `${NOIR};3 rue Haute`)).toEqual([
      'title',
      '',
      'Blanzy',
    ]);
  });
});

describe('a commune in a cell that spans its rows', () => {
  it('is that of the rows under it', () => {
    expect(communesOf(HEADERS, `${ROUX};Blanzy`, `${NOIR};`, `${VERT};`, `${ROUX}1;Gourdon`, `${NOIR}1;`)).toEqual([
      'Blanzy',
      'Blanzy',
      'Blanzy',
      'Gourdon',
      'Gourdon',
    ]);
  });

  it('does not go on over a row of no child', () => {
    expect(
      communesOf(HEADERS, `${ROUX};Blanzy`, `${NOIR};`, 'Total;;;2', `${VERT};`, `${ROUX}1;Gourdon`, `${NOIR}1;`)[3],
    ).toBe('');
  });

  it.each<[string, string[]]>([
    [
      'a name is written twice',
      [`${ROUX};Blanzy`, `${NOIR};Blanzy`, `${VERT};`, `${ROUX}1;`, `${NOIR}1;Gourdon`, `${VERT}1;`],
    ],
    ['few cells are empty', [`${ROUX};Blanzy`, `${NOIR};`, `${VERT};Gourdon`, `${ROUX}1;Perrecy`]],
    ['only one name is written', [`${ROUX};Blanzy`, `${NOIR};`, `${VERT};`]],
    ['the first cell is empty', [`${ROUX};`, `${NOIR};Blanzy`, `${VERT};`, `${ROUX}1;Gourdon`, `${NOIR}1;`]],
  ])('is nobody’s guess where %s', (_case, lines) => {
    expect(communesOf(HEADERS, ...lines)).toEqual(lines.map((line) => line.split(';')[3]));
  });
});
