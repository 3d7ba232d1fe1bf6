import { join, resolve } from 'node:path';
import { inflateSync } from 'node:zlib';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readPdf, textOfPdf } from '../../../../test/support/pdf.js';
import { afterAll, describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from '../i18n/index.js';
import { PdfRenderer, receiptDocument, type Receipt } from './index.js';
import { PdfCompiler } from './pdf-compiler.js';

const root = resolve('src');
const translator = Catalogue.load(root, { strict: true }).translator('fr');
const renderer = new PdfRenderer(root);

const receipt = (applicant: string): Receipt => ({
  number: 'MAR-2026-000123',
  receivedAt: '2026-11-24T09:05:00.000Z',
  applicant,
  office: { name: 'Relais', addressLines: ['18 rue Carnot'], phone: '03 85 00 00 00', email: 'rpe@example.fr' },
  children: [{ name: 'Léo', start: '2027-03-01', wishes: ['Les Lutins'] }],
  nextSteps: ['Le relais vous appelle.'],
  silence: { means: 'refusal', from: '2027-01-24', since: null, court: 'le tribunal administratif', validated: false },
});
const render = (applicant: string): Promise<Buffer> =>
  renderer.render('receipt', receiptDocument(receipt(applicant), translator));

const document = receiptDocument(receipt('Anne Martin'), translator);

/** How often the event loop turns before a document is there. */
async function turnsDuring(make: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let made = false;
  const turn = (): void => {
    turns += 1;
    if (!made) setImmediate(turn);
  };
  setImmediate(turn);
  await make().finally(() => (made = true));
  return turns;
}

/** The PDF with its compressed streams opened: enough to read names of fonts and structure without a PDF library. */
function opened(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n/g)].map((match) => {
    const start = match.index + match[0].length;
    try {
      return inflateSync(pdf.subarray(start, raw.indexOf('endstream', start))).toString('latin1');
    } catch {
      return '';
    }
  });
  return raw + streams.join('\n');
}

describe('PdfRenderer', () => {
  afterAll(() => renderer.onModuleDestroy());

  it('lets the process answer others while a document is made', async () => {
    // A thread that has yet to start works longer than the event loop waits for the processor, however many share it.
    const cold = new PdfRenderer(root);
    expect(await turnsDuring(() => cold.render('receipt', document))).toBeGreaterThanOrEqual(2);
    await cold.onModuleDestroy();
    // Made on the event loop, the same document is there before the first turn.
    expect(await turnsDuring(async () => new PdfCompiler(root).compile('receipt', document))).toBe(0);
  });

  it('compiles nothing in the thread that answers', async () => {
    const { compile } = NodeCompiler.prototype;
    NodeCompiler.prototype.compile = () => {
      throw new Error('compiled here');
    };
    try {
      expect(() => new PdfCompiler(root).compile('receipt', document)).toThrow('compiled here');
      await expect(render('Anne Martin')).resolves.toBeInstanceOf(Buffer);
    } finally {
      NodeCompiler.prototype.compile = compile;
    }
  });

  it('warmed up or not, makes the same document', async () => {
    const cold = await render('Anne Martin');
    await renderer.warmUp();
    expect((await render('Anne Martin')).equals(cold)).toBe(true);
  });

  it('makes a tagged PDF/UA-1 in French, with its title', async () => {
    const pdf = await render('Anne Martin');
    expect(opened(pdf)).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(opened(pdf)).toMatch(/<dc:title>.*MAR-2026-000123/s);
    expect(await readPdf(pdf)).toMatchObject({
      tagged: true,
      language: 'fr',
      title: 'Accusé de réception du dossier MAR-2026-000123',
    });
  });

  it('embeds Atkinson Hyperlegible and no other font', async () => {
    const names = [...opened(await render('Anne Martin')).matchAll(/\/FontName\s?\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(
      (match) => match[1],
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name?.startsWith('AtkinsonHyperlegible'))).toBe(true);
  });

  it('prints what people typed as text, never as markup', async () => {
    const markup = '#strong[Anne] *gras* $x$ <label> @ref';
    expect(elements('strong', markup)).toBe(elements('strong', 'Anne Martin'));
    expect(elements('math.equation', markup)).toBe(0);
    expect(await textOfPdf(await render(markup))).toContain(markup);
  });

  it('says at the top of its pages what is said of every document, in the languages of the document', async () => {
    const marking = new PdfRenderer(root, (languages) => `Inventé (${languages.join(', ')})`);
    const texts = [
      await textOfPdf(await marking.render('receipt', document)),
      await textOfPdf(await marking.render('receipt', document, ['fr', 'en'])),
    ];
    await marking.onModuleDestroy();
    expect(texts.map((text) => /Inventé \([^)]*\)/.exec(text)?.[0])).toEqual(['Inventé (fr)', 'Inventé (fr, en)']);
  });

  it('survives names its font cannot draw', async () => {
    await expect(render('Zoé 😀 محمد 王 Nguyễn Łukasz')).resolves.toBeInstanceOf(Buffer);
  });

  it('names the headers of columns, and of rows only once the compiler can: until then the first cell of a row is bold', () => {
    const compiler = NodeCompiler.create({ workspace: root });
    const [{ value }] = compiler.query(
      { mainFileContent: '#metadata(dictionary(pdf).keys()) <names>' },
      { selector: '<names>' },
    ) as [{ value: string[] }];
    // Typst 0.14 has `pdf.header-cell` behind a flag that this compiler does not take. With it, tables say their rows.
    expect(value).toContain('artifact');
    expect(value).not.toContain('header-cell');
  });

  it('says which template is missing', async () => {
    await expect(renderer.render('commission/nothing', {})).rejects.toThrow('nothing.typ');
  });
});

/** How many elements of a kind Typst made of the receipt. */
function elements(selector: string, applicant: string): number {
  const data = JSON.stringify(receiptDocument(receipt(applicant), translator));
  const compiler = NodeCompiler.create({ workspace: root });
  const found: unknown[] = compiler.query(
    { mainFilePath: join(root, 'foundation/platform/pdf/templates/receipt.typ'), inputs: { data } },
    { selector },
  );
  return found.length;
}
