import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '../../../../test/support/runner.js';
import { readWorkbook } from '../../../foundation/platform/workbooks/workbook.js';
import type { Sheet } from '../../../foundation/platform/workbooks/index.js';
import { sheetOf, workbookOf } from '../../../../test/support/archives.js';
import type { ListedCommune } from '../domain/communes.js';
import { planImport, type ImportPlan } from '../domain/plan.js';
import { readList, type ListFile } from './read-list.js';
import { sortSheets } from './choose-sheet.js';
import { listOfSheet } from './sheet-list.js';
import { countKnownColumns } from '../import-drafts.js';

const { communes } = JSON.parse(readFileSync('data/communes.json', 'utf8')) as { communes: ListedCommune[] };
const sheetsOf = async (name: string) => readWorkbook(readFileSync(`test/fixtures/workbooks/${name}.xlsx`));
const plan = (file: ListFile, name: string): ImportPlan =>
  planImport(file, name, { communes, importedOn: '2026-11-24', sourceProviderId: `provider-${name}` });

describe.each(['montceau', 'blanzy', 'saint-vallier'])('the list of %s', (name) => {
  it('is read alike from its workbook and from its text, row by row', async () => {
    const fromText = plan(readList(readFileSync(`data/waiting-lists/${name}.csv`)), name);
    const fromSheet = plan(listOfSheet((await sheetsOf(name)).sheets[0]!), name);
    expect(fromSheet.counts).toEqual(fromText.counts);
    expect(fromSheet.columns).toEqual(fromText.columns);
    const told = ({ rows }: ImportPlan) =>
      rows.map(({ row: { line, blank }, reading, sameAsLine }) => ({
        line,
        blank,
        reading: shown(reading),
        sameAsLine,
      }));
    expect(told(fromSheet)).toEqual(told(fromText));
  });
});

/** Without the words of a problem: a date is written otherwise in a cell than in a file of text. */
const shown = (reading: ImportPlan['rows'][number]['reading']): unknown =>
  JSON.parse(
    JSON.stringify(reading, (key: string, value: unknown) => (key === 'value' || key === 'note' ? null : value)),
  );

describe('the sheet of a town hall', () => {
  let sheet: Sheet;
  let list: ListFile;
  beforeAll(async () => {
    sheet = (await sheetsOf('town-hall')).sheets[0]!;
    list = listOfSheet(sheet);
  });
  const cell = (line: number, header: string): string | undefined =>
    list.rows.find((row) => row.line === line)?.cells[header];

  it('has its lines under the numbers that the program shows', () => {
    expect(list.rows.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9]);
    expect(list.headers.slice(0, 3)).toEqual(['Nom', 'Prénom', 'Né(e) le']);
  });

  it('gives a commune that is merged over two families to each', () => {
    expect([4, 5, 6, 7].map((line) => cell(line, 'Commune'))).toEqual([
      'Blanzy',
      'Blanzy',
      'Montceau-les-Mines',
      'Montceau-les-Mines',
    ]);
    const read = plan(list, 'town-hall').rows.map(({ row }) => [row.communeAbove, row.aboveFilled]);
    expect(read).toEqual(read.map(() => [undefined, undefined]));
  });

  it('reads a telephone that became a number, and a month', () => {
    const readings = plan(list, 'town-hall').rows.map(({ reading }) => (reading.kind === 'request' ? reading : null));
    expect(readings[0]?.form.adults[0]?.phone).toBe('0612345678');
    expect(readings[2]?.form.adults[0]?.phone).toBe('0612345680');
    expect([readings[0]?.form.children[0]?.need.wantedFrom, readings[0]?.approximate]).toEqual([
      '2027-09-01',
      ['need.wantedFrom'],
    ]);
  });

  it('puts a line that is struck through with those that no longer wait, and says where a part is', () => {
    const kinds = plan(list, 'town-hall').rows.map(({ row, reading }) => [row.line, reading.kind]);
    expect(kinds).toEqual([4, 5, 6, 7, 8, 9].map((line) => [line, line === 7 ? 'withdrawn' : 'request']));
    expect(cell(8, 'Barré dans le classeur')).toBe('en partie : Téléphone');
  });

  it('keeps what was noted beside a cell for the desk', () => {
    const [first] = plan(list, 'town-hall').rows;
    expect(first?.reading.kind === 'request' && first.reading.note).toContain('Prénom : grands-parents à Blanzy');
  });

  it('says what is hidden and coloured', () => {
    expect(list.said).toEqual({
      sheet: '2026',
      hiddenRows: [9],
      hiddenColumns: ['CP'],
      unansweredFormulas: 0,
      isColoured: true,
    });
  });

  it('is one of the sheets that hold a list; the others are named', async () => {
    const { lists, others } = sortSheets(await sheetsOf('town-hall'), countKnownColumns);
    expect(lists.map(({ name, lines }) => [name, lines])).toEqual([
      ['2026', 6],
      ['2025', 1],
    ]);
    expect(others).toEqual([
      { name: 'Légende', why: 'no_list' },
      { name: 'Brouillon', why: 'hidden' },
    ]);
  });
});

describe('merged cells', () => {
  const linesOf = async (range: string): Promise<string[][]> => {
    const rows = [
      ['Nom', 'Prénom', 'Tél', 'Ville'],
      ['ORME', 'Bob', '0612345678', 'Blanzy'],
      ['', 'Zoé', '', ''],
      ['SAULE', '', '', ''],
    ];
    const sheet = `${sheetOf(...rows)}<mergeCells><mergeCell ref="${range}"/></mergeCells>`;
    const { sheets } = await readWorkbook(workbookOf({ sheets: [sheet] }));
    return listOfSheet(sheets[0]!).rows.map(({ cells }) => Object.values(cells));
  };

  it.each([
    ['over two lines give their text to both', 'C2:C3', [['Zoé', '0612345678']]],
    ['over the first name are about one child', 'B2:B4', [['Zoé', '']]],
    ['with the header are left as they are', 'C1:C3', [['Zoé', '']]],
    ['over columns are left as they are', 'C2:D2', [['Zoé', '']]],
    ['beyond the sheet end with it', 'C2:XFD1048576', [['Zoé', '0612345678']]],
  ])('%s', async (_case, range, [expected]) => {
    const [, second, third] = await linesOf(range);
    expect([second![1], second![2]]).toEqual(expected);
    expect(third![1]).toBe('');
  });
});
