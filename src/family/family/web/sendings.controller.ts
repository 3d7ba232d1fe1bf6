import { Controller, Get, Param } from '@nestjs/common';
import { ReceiptPresenter, Receipts, type Deposit, type DepositPart } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { PdfRenderer } from '../../../foundation/platform/pdf/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { Download, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { FamilyFiles } from '../family-files.js';

/** What a family sent and its receipt. The family can read them as often as it likes, as long as the dossier exists. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/envois/:id')
export class SendingsController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly receipts: Receipts,
    private readonly present: ReceiptPresenter,
    private readonly pdf: PdfRenderer,
  ) {}

  @Get()
  async receipt(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const base = `/mon-dossier/envois/${id}`;
    return page('dossier/intake/receipt', {
      ...this.present.page(words, await this.readDeposit(actor, id, 'receipt')),
      pdfHref: `${base}/accuse.pdf`,
      copyHref: `${base}/copie`,
      back: '/mon-dossier',
    });
  }

  @Get('accuse.pdf')
  async receiptPdf(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
  ): Promise<Download> {
    const deposit = await this.readDeposit(actor, id, 'receipt');
    // The family sent nothing: there is nothing to acknowledge.
    if (deposit.isListed) throw new NotFound('receipt');
    return new Download(
      await this.pdf.render('receipt', this.present.documentData(words, deposit)),
      'accuse-de-reception.pdf',
      'application/pdf',
    );
  }

  @Get('copie')
  async showCopy(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('dossier/intake/copy', {
      ...this.present.copyModel(words, await this.readDeposit(actor, id, 'copy')),
      back: `/mon-dossier/envois/${id}`,
    });
  }

  private readDeposit(actor: Actor, id: string, part: DepositPart): Promise<Deposit> {
    return this.receipts.ofDossier(actor, this.files.dossierIdOf(actor), id, part);
  }
}
