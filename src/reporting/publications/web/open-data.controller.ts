import { Controller, Get, Param } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { isQuarter } from '../../../foundation/kernel/quarter.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Public } from '../../../foundation/platform/security/index.js';
import { csvOf, Download, page, Words, workbookOf, XLSX, type Page } from '../../../foundation/platform/web/index.js';
import type { Publication } from '../persistence/publication.entity.js';
import { Publications } from '../publications.js';
import { PublicationsPresenter } from './publications.presenter.js';

const CSV = 'text/csv; charset=utf-8';
/** A workbook takes some milliseconds to write, and does not change. */
const MOST_WORKBOOKS = 8;

/** Open data: everybody reads it, without signing in. */
@Controller('donnees')
@Public({ listed: true })
export class OpenDataController {
  private readonly workbooks = new LRUCache<string, Buffer>({ max: MOST_WORKBOOKS });

  constructor(
    private readonly publications: Publications,
    private readonly presenter: PublicationsPresenter,
  ) {}

  @Get()
  async listPublications(@Words() words: Translator): Promise<Page> {
    return page('publications/open-data', this.presenter.publicList(words, await this.publications.listPublications()));
  }

  @Get(':quarter')
  async showPublication(@Words() words: Translator, @Param('quarter') quarter: string): Promise<Page> {
    return page('publications/quarter', this.presenter.publicPage(words, await this.read(quarter)));
  }

  @Get(':quarter/tableaux.csv')
  async downloadTables(@Words() words: Translator, @Param('quarter') quarter: string): Promise<Download> {
    const lines = this.presenter.csvLines(words, await this.readShown(quarter), null);
    return new Download(csvOf(lines), `familles-${quarter}.csv`, CSV);
  }

  @Get(':quarter/tableaux.xlsx')
  async downloadWorkbook(@Words() words: Translator, @Param('quarter') quarter: string): Promise<Download> {
    const publication = await this.readShown(quarter);
    const key = JSON.stringify([publication.id, words.lang]);
    const bytes = this.workbooks.get(key) ?? (await workbookOf(this.presenter.sheets(words, publication)));
    this.workbooks.set(key, bytes);
    return new Download(bytes, `familles-${quarter}.xlsx`, XLSX);
  }

  @Get(':quarter/:table/tableau.csv')
  async downloadTable(
    @Words() words: Translator,
    @Param('quarter') quarter: string,
    @Param('table') id: string,
  ): Promise<Download> {
    const publication = await this.readShown(quarter);
    const table = publication.content!.tables.find((one) => one.id === id);
    if (!table) throw new NotFound('table');
    return new Download(csvOf(this.presenter.csvLines(words, publication, table)), `${id}-${quarter}.csv`, CSV);
  }

  private read(quarter: string): Promise<Publication> {
    if (!isQuarter(quarter)) throw new NotFound('publication');
    return this.publications.readPublic(quarter);
  }

  private async readShown(quarter: string): Promise<Publication> {
    const publication = await this.read(quarter);
    if (publication.state !== 'published') throw new NotFound('publication');
    return publication;
  }
}
