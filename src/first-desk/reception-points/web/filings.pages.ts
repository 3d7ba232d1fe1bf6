import { Controller, Get, Query } from '@nestjs/common';
import { IsOptional, Matches } from 'class-validator';
import { ReceiptPresenter } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { PdfRenderer } from '../../../foundation/platform/pdf/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  checkForm,
  Choice,
  Download,
  ListsFamilies,
  page,
  Show,
  ShowsFamily,
  Visit,
  Words,
  type Page,
} from '../../../foundation/platform/web/index.js';
import { STAGES, type Stage } from '../domain/filings.js';
import { PointFilings } from '../point-filings.js';
import { FilingsPresenter } from './filings.presenter.js';

class FilingsListQuery {
  @Choice(STAGES, 'web.errors.unreadable') etape?: Stage;
  @IsOptional() @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'web.errors.unreadable' }) mois?: string;
  @Choice(['oui'], 'web.errors.unreadable') manque?: 'oui';
}

/** Ce que j'ai déposé: what a point d'accueil filed, how it stands in short, what the family may be told to bring. */
@Controller('point-d-accueil')
@Allow(Permission.FileAtPoint)
export class FilingsPages {
  constructor(
    private readonly filings: PointFilings,
    private readonly presenter: FilingsPresenter,
    private readonly receipt: ReceiptPresenter,
    private readonly pdf: PdfRenderer,
  ) {}

  @Get()
  @ListsFamilies('point-filings', ['list'], { filter: ['etape', 'mois', 'manque'] })
  async listFilings(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const query = checkForm(FilingsListQuery, raw);
    const { etape, mois, manque } = query.ok ? query.value : {};
    const filings = await this.filings.listFollowed(actor);
    return page('reception-points/filings', this.presenter.listModel(words, { etape, mois, manque }, filings));
  }

  @Show(':filingId')
  @ShowsFamily('point-filing', 'filingId')
  async showFiling({ actor, words, id }: Visit): Promise<Page> {
    const found = await this.filings.readFiling(actor, id('filingId'));
    return page('reception-points/filing', this.presenter.filingModel(words, found));
  }

  @Show(':filingId/recu.pdf')
  async receiptPdf({ actor, words, id }: Visit): Promise<Download> {
    const data = this.receipt.documentData(words, await this.filings.readReceipt(actor, id('filingId')));
    return new Download(await this.pdf.render('receipt', data), 'accuse-de-reception.pdf', 'application/pdf');
  }
}
