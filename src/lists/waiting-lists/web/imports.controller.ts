import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  Download,
  page,
  redirect,
  Words,
  XLSX,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { ImportBatches } from '../import-batches.js';
import { batchModel, progressModel, readLinesQuery } from './imports.presenter.js';
import { UploadPages } from './upload-pages.js';

/** What the waiting lists held, and what became of each line. */
@Controller('rpe/imports')
@Allow(Permission.ImportLists)
export class ImportsController {
  constructor(
    private readonly batches: ImportBatches,
    private readonly pages: UploadPages,
    private readonly supply: Supply,
  ) {}

  @Get()
  listImports(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return this.pages.listPage(words, actor);
  }

  @Get(':batchId')
  async batch(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page | Redirect> {
    const summary = await this.batches.readSummary(actor, id);
    if (summary.batch.state === 'draft') return redirect(`/rpe/imports/${id}/apercu`);
    if (summary.batch.state === 'running') return page('waiting-lists/progress', progressModel(summary, words));
    const asked = readLinesQuery(query, summary.outcomes);
    const lines = await this.batches.listLines(actor, summary, asked.outcomes, asked.page);
    const owner = this.supply.provider(summary.batch.establishmentId)?.name ?? null;
    return page(
      'waiting-lists/import',
      batchModel(summary, lines, asked, { owner, keptUntil: await this.batches.fileKeptUntil(id) }, words),
    );
  }

  @FreshProof()
  @Get(':batchId/fichier')
  async downloadFile(@CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Download> {
    const { fileName, encoding, bytes } = await this.batches.readFile(actor, id);
    const name = fileName.replace(/[^\w.-]+/g, '-');
    // A workbook was checked for macros before it was kept, and programs ask before they follow its links.
    if (encoding === 'xlsx') return new Download(bytes, `${name}.xlsx`, XLSX);
    // The bytes are returned as they came, so the name ends in .txt: a spreadsheet would run the formulas of a .csv
    // file. The name keeps plain letters only, because a header takes no others.
    return new Download(bytes, `${name}.csv.txt`, `text/plain; charset=${encoding.replace('-bom', '')}`);
  }
}
