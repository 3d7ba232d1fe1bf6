import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '../../../../test/support/runner.js';
import { archiveOf, rowOf, sheetOf, workbookOf, type ArchivedFile } from '../../../../test/support/archives.js';
import { readWorkbook, type Sheet } from './workbook.js';
import { WorkbookThreads } from './workbook-threads.js';

const fixture = (name: string): Buffer => readFileSync(`test/fixtures/workbooks/${name}.xlsx`);
const only = async (bytes: Buffer): Promise<Sheet> => (await readWorkbook(bytes)).sheets[0]!;
const texts = ({ rows }: Sheet): string[][] => rows.map(({ cells }) => cells);

describe('a workbook', () => {
  it('says of each cell what a person reads there', async () => {
    const [, line] = texts(await only(fixture('computed')));
    expect(line).toEqual([
      'LIERRE',
      'Paul',
      '14/03/2026',
      '612345678',
      '08:30',
      'VRAI',
      '30 %',
      '2',
      '#N/A',
      '12/01/2026 14:05',
    ]);
  });

  it('that counts from 1904 has the same days; a formula without its result is counted', async () => {
    const sheet = await only(fixture('mac-1904'));
    expect(texts(sheet)[1]!.slice(2, 4)).toEqual(['14/03/2026', '612345678']);
    expect(sheet.unansweredFormulas).toBe(2);
  });

  it('says what is merged, hidden, struck through, coloured and noted', async () => {
    const { sheets } = await readWorkbook(fixture('town-hall'));
    expect(sheets.map(({ name, isVisible }) => [name, isVisible])).toEqual([
      ['2026', true],
      ['2025', true],
      ['Légende', true],
      ['Brouillon', false],
    ]);
    const [sheet] = sheets as [Sheet];
    const row = (number: number) => sheet.rows.find((one) => one.number === number)!;
    expect(sheet.merges).toContainEqual({ top: 4, bottom: 5, left: 6, right: 6 });
    expect(sheet.hiddenColumns).toEqual([[5, 5]]);
    expect(sheet.comments).toEqual([{ row: 4, column: 1, text: 'grands-parents à Blanzy' }]);
    expect([row(9).isHidden, row(8).isHidden, row(6).isColoured, row(8).isColoured]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([row(7).struck.length, row(8).struck, row(9).struck]).toEqual([11, [4], []]);
    expect(row(4).cells.slice(4, 8)).toEqual(['0612345678', '71450', 'Blanzy', '09/2027']);
  });

  it.each<[string, Buffer, string[][]]>([
    [
      'texts in runs, without how they are pronounced',
      workbookOf({
        sheets: ['<sheetData><row r="1"><c r="B1" t="s"><v>0</v></c></row></sheetData>'],
        strings: '<si><r><t>ROUX </t></r><r><rPr><b/></rPr><t>Zoé</t></r><rPh sb="0" eb="1"><t>zo</t></rPh></si>',
      }),
      [['', 'ROUX Zoé']],
    ],
    [
      'signs by their number, and those that XML does not hold',
      workbookOf({ sheets: [sheetOf(['L&#233;o &amp; _x0041_', 'a_x000D_\nb'])] }),
      [['Léo & A', 'a\nb']],
    ],
    [
      'elements with a prefix',
      workbookOf({
        document: '<x:worksheet><x:sheetData><x:row><x:c t="b"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      }),
      [['FAUX']],
    ],
    [
      'no style and no text of its own',
      workbookOf({ sheets: ['<sheetData><row><c s="9"><v>1</v></c><c t="s"><v>9</v></c></row></sheetData>'] }),
      [['1']],
    ],
    [
      'a day as text',
      workbookOf({ sheets: ['<sheetData><row><c t="d"><v>2026-01-12T00:00:00</v></c></row></sheetData>'] }),
      [['12/01/2026']],
    ],
    [
      'empty cells at the end of the world',
      workbookOf({
        sheets: [
          '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>',
        ],
      }),
      [['1']],
    ],
    ['nothing', workbookOf({}), []],
  ])('with %s is read', async (_case, bytes, cells) => expect(texts(await only(bytes))).toEqual(cells));
});

const SHEET = 'xl/worksheets/sheet1.xml';
const altered = (change: Partial<ArchivedFile>): Buffer =>
  workbookOf({
    sheets: [sheetOf(['Nom', 'Prénom'])],
    alter: (file) => (file.name === SHEET ? { ...file, ...change } : file),
  });
const large = (megabytes: number): string => ' '.repeat(megabytes * 1024 * 1024);
const entity = (declared: string): Buffer =>
  workbookOf({ document: `<!DOCTYPE worksheet [${declared}]><worksheet>${sheetOf(['&a;'])}</worksheet>` });

/** Files that somebody made to cost, or to be read otherwise than they look. */
const HOSTILE: readonly [string, () => Buffer, string][] = [
  ['a sheet of 40 MB that says so', () => altered({ text: large(40) }), 'tooLarge'],
  ['a sheet of 20 MB in 20 KB', () => altered({ text: large(20) }), 'tooLarge'],
  ['a sheet of 40 MB that says that it has 10 bytes', () => altered({ text: large(40), saidSize: 10 }), 'damaged'],
  ['a sheet that says more than it has', () => altered({ saidSize: 5000 }), 'damaged'],
  ['a sheet with another sum than it says', () => altered({ saidSum: 1 }), 'damaged'],
  ['a sheet with a password', () => altered({ flags: 1 }), 'encrypted'],
  ['a sheet that inflates to nothing', () => altered({ method: 0, text: 'not xml' }), 'damaged'],
  ['a workbook within a workbook', () => altered({ text: workbookOf({}), method: 0 }), 'damaged'],
  ['two files of one name', () => workbookOf({ more: [{ name: 'XL/Workbook.xml', text: '<workbook/>' }] }), 'damaged'],
  ['a name that leads out', () => workbookOf({ more: [{ name: '../../etc/passwd', text: 'x' }] }), 'damaged'],
  ['a name from the root', () => workbookOf({ more: [{ name: '/etc/passwd', text: 'x' }] }), 'damaged'],
  [
    '2 000 files',
    () => workbookOf({ more: Array.from({ length: 2000 }, (_, at) => ({ name: `x${at}`, text: '' })) }),
    'tooLarge',
  ],
  ['macros', () => workbookOf({ more: [{ name: 'xl/vbaProject.bin', text: 'x' }] }), 'macros'],
  ['the binary form', () => workbookOf({ more: [{ name: 'xl/workbook.bin', text: 'x' }] }), 'binary'],
  ['half of it', () => altered({}).subarray(0, 700), 'damaged'],
  ['no workbook in it', () => archiveOf([{ name: '[Content_Types].xml', text: '<Types/>' }]), 'damaged'],
  ['an entity', () => entity('<!ENTITY a "b">'), 'damaged'],
  ['a file of the machine as an entity', () => entity('<!ENTITY a SYSTEM "file:///etc/passwd">'), 'damaged'],
  ['a billion laughs', () => entity('<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'), 'damaged'],
  ['a DOCTYPE alone', () => entity(''), 'damaged'],
  ['an entity that nobody declared', () => workbookOf({ sheets: [sheetOf(['&eacute;'])] }), 'damaged'],
  ['elements 10 000 deep', () => workbookOf({ document: '<a>'.repeat(10_000) + '</a>'.repeat(10_000) }), 'damaged'],
  ['bytes that are no UTF-8', () => altered({ text: Buffer.from([0x3c, 0xff, 0xfe]) }), 'damaged'],
  ['60 sheets', () => workbookOf({ sheets: Array.from({ length: 60 }, () => '') }), 'tooManySheets'],
  ['150 000 shared texts', () => workbookOf({ strings: '<si><t/></si>'.repeat(150_000) }), 'tooLarge'],
  [
    'a text of 30 000 letters in 1 000 cells',
    () =>
      workbookOf({
        strings: `<si><t>${'é'.repeat(30_000)}</t></si>`,
        sheets: [`<sheetData>${'<row><c t="s"><v>0</v></c></row>'.repeat(1000)}</sheetData>`],
      }),
    'tooManyCharacters',
  ],
  [
    'a long text merged over 4 000 rows',
    () =>
      workbookOf({
        strings: `<si><t>${'x'.repeat(30_000)}</t></si>`,
        sheets: [
          `<sheetData><row><c t="s"><v>0</v></c></row>${'<row><c r="B2"><v>1</v></c></row>'.repeat(4000)}</sheetData>` +
            '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>',
        ],
      }),
    'tooManyCharacters',
  ],
  [
    '4 000 rows of 200 columns',
    () => workbookOf({ sheets: [`<sheetData>${'<row><c r="GR1"><v>1</v></c></row>'.repeat(4000)}</sheetData>`] }),
    'tooManyCells',
  ],
  [
    '30 000 merged ranges',
    () => workbookOf({ sheets: [`<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(30_000)}</mergeCells>`] }),
    'tooLarge',
  ],
];

/** A refusal that takes longer than this would be one that computes. */
const SOON_MILLIS = 3000;

describe('a hostile workbook', () => {
  // @asvs 5.2.3
  it('is refused for the size that it says, before anything of it is inflated', async () => {
    await expect(readWorkbook(altered({ saidSize: 100_000_000 }))).rejects.toMatchObject({ code: 'tooLarge' });
  });

  it.each(HOSTILE)('with %s is refused, soon', async (_case, bytes, code) => {
    const file = bytes();
    const began = performance.now();
    await expect(readWorkbook(file)).rejects.toMatchObject({ code });
    expect(performance.now() - began).toBeLessThan(SOON_MILLIS);
  });

  it.each<[string, string, object]>([
    [
      'a cell far away',
      '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
      { code: 'farCell', facts: { cell: 'XFD1048576', sheet: 'Feuille 1' } },
    ],
    [
      'a column far away',
      rowOf(1, 'Nom').replace('<c ', '<c r="ZZ1" '),
      { code: 'farCell', facts: { cell: 'ZZ1', sheet: 'Feuille 1' } },
    ],
    [
      '6 000 rows',
      '<row><c><v>1</v></c></row>'.repeat(6000),
      { code: 'tooManyRows', facts: { sheet: 'Feuille 1', most: 5000 } },
    ],
  ])('with %s in one sheet has its others read', async (_case, rows, problem) => {
    const { sheets } = await readWorkbook(workbookOf({ sheets: [`<sheetData>${rows}</sheetData>`, sheetOf(['Nom'])] }));
    expect(sheets.map((sheet) => [sheet.problem, texts(sheet)])).toEqual([
      [problem, []],
      [null, [['Nom']]],
    ]);
  });

  it('is read to an end, whatever is written in it', async () => {
    const bytes = fixture('present');
    for (let at = 0; at < bytes.length; at += 97) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 0xff;
      const read = await readWorkbook(changed).catch((error: Error) => error.constructor.name);
      expect(typeof read === 'string' ? read : 'read').toMatch(/^(read|WorkbookProblem)$/);
    }
  });
});

describe('the thread that reads workbooks', () => {
  const threads = new WorkbookThreads();
  afterAll(() => threads.onModuleDestroy());

  it('reads one, and says why it does not read another', async () => {
    const read = await threads.readWorkbook(fixture('minders'));
    expect(read.ok && read.workbook.sheets[0]?.rows).toHaveLength(3);
    expect(await threads.readWorkbook(altered({ flags: 1 }))).toEqual({ ok: false, code: 'encrypted', facts: {} });
  });
});
