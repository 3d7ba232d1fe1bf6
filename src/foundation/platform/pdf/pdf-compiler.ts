import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontCoverage } from './font-coverage.js';
import { folderOf } from '../../source-root.js';
import { printableData } from './printable-text.js';

const FONTS = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/atkinson-hyperlegible/package.json'));
const REGULAR = join(FONTS, '400Regular', 'AtkinsonHyperlegible_400Regular.ttf');
/** Cached compilations older than this many renders are dropped, so that the server does not grow with each letter. */
const CACHE_AGE = 10;

/**
 * Makes tagged PDFs (PDF/UA-1) from Typst templates. `receipt` is `platform/pdf/templates/receipt.typ`, `minutes/minutes`
 * is `minutes/web/pdf/minutes.typ`, and `commission/sitting/agenda` is `commission/sitting/web/pdf/agenda.typ`, each in its
 * wing. A template reads its data from `json(bytes(sys.inputs.data))`, so
 * that what people typed is always text and never markup.
 */
export class PdfCompiler {
  readonly #compiler: NodeCompiler;
  readonly #covered = fontCoverage(REGULAR);

  constructor(private readonly root: string) {
    this.#compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontPaths: [FONTS] }] });
  }

  /**
   * Throws when the template fails, or the document is not accessible (no title, no tags). Characters that the font
   * lacks are replaced (printable-text.ts).
   */
  compile(template: string, data: object): Buffer {
    const compiled = this.#compiler.compile({
      mainFilePath: this.#fileOf(template),
      inputs: { data: JSON.stringify(printableData(data, this.#covered)) },
    });
    const document = compiled.result;
    if (!document) {
      const error = compiled.takeError();
      throw new Error(`PDF "${template}": ${JSON.stringify(error?.shortDiagnostics ?? 'no document')}`);
    }
    const pdf = this.#compiler.pdf(document, { pdfStandard: 'ua-1' });
    this.#compiler.evictCache(CACHE_AGE);
    return pdf;
  }

  #fileOf(template: string): string {
    const folder = posix.dirname(template);
    const file =
      folder === '.'
        ? join(folderOf(this.root, 'platform'), 'pdf', 'templates', `${template}.typ`)
        : join(folderOf(this.root, folder), 'web', 'pdf', `${posix.basename(template)}.typ`);
    if (!existsSync(file)) throw new Error(`No PDF template ${file}`);
    return file;
  }
}
