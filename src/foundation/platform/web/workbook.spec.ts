import { describe, expect, it } from '../../../../test/support/runner.js';
import { entriesOf } from '../../../../test/support/zip.js';
import { workbookOf } from './workbook.js';

const sheet = (rows: readonly (readonly (string | number | null)[])[]) => ({
  name: 'Familles',
  head: ['Commune', 'Familles'],
  rows,
  widths: [20, 10],
});

describe('a workbook', () => {
  it('keeps words as words and counts as numbers, and holds no formula, whatever begins a cell', async () => {
    const words = ['=1+1', '+33 1', '-2', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x";"y")', 'Saint-Éloi & <b>'];
    const entries = entriesOf(await workbookOf([sheet(words.map((text, index) => [text, index]))]));
    const xml = entries.get('xl/worksheets/sheet1.xml')!;
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml.match(/t="s"/g)).toHaveLength(words.length + 2);
    expect(xml).toContain('<c r="B3"><v>1</v></c>');
    const shared = entries.get('xl/sharedStrings.xml')!;
    for (const text of ['=1+1', '@SUM(A1)', 'Saint-Éloi &amp; &lt;b&gt;']) expect(shared).toContain(text);
    expect([...entries.keys()].filter((name) => /vba|external|connections/i.test(name))).toEqual([]);
  });

  it('leaves a cell without a count empty, and drops signs that no file can hold', async () => {
    const entries = entriesOf(await workbookOf([sheet([['a\u0000b\u000bc', null]])]));
    expect(entries.get('xl/sharedStrings.xml')).toContain('<t>abc</t>');
    expect(entries.get('xl/worksheets/sheet1.xml')).not.toContain('r="B2"');
  });

  it('has a sheet for each table', async () => {
    const entries = entriesOf(await workbookOf([sheet([]), { ...sheet([]), name: 'À lire' }]));
    expect(entries.get('xl/workbook.xml')).toMatch(/name="Familles".*name="À lire"/);
  });
});
