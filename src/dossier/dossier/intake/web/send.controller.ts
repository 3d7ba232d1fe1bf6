import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Conflict, NotFound, NotOpenYet } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import {
  Allow,
  ClientNetwork,
  CurrentActor,
  Permission,
  TooManyAttempts,
  type Actor,
} from '../../../../foundation/platform/security/index.js';
import { PdfRenderer } from '../../../../foundation/platform/pdf/index.js';
import {
  Download,
  Form,
  page,
  redirect,
  ShownAgainAt,
  waitPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Deposits, type Sent } from '../deposits.js';
import { Drafts, isUnwritten } from '../drafts.js';
import { familySecretOf } from '../../messages/family-access.js';
import { HourlyLimits } from '../hourly-limits.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { Receipts, type Deposit, type DepositPart } from '../receipts.js';
import { CheckPresenter } from './check.presenter.js';
import { DraftPages } from './draft-pages.js';
import { FamilyCookie } from '../../messages/web/family-cookie.js';
import { ReceiptPresenter } from './receipt.presenter.js';
import { ResumeLinks } from './resume-links.js';
import { readerOf, wordsFor } from '../../answers/web/question.presenter.js';
import { DraftPageForm } from '../../answers/web/topics/draft-page.form.js';

/** Makes the check page say that what was pressed there has not been sent. */
const STALE = 'perime';

/** The end of a draft: check the answers, send, keep the receipt. */
@Allow(Permission.FillDraft)
@Controller('dossier/:draftId')
export class SendController {
  constructor(
    private readonly drafts: Drafts,
    private readonly pages: DraftPages,
    private readonly deposits: Deposits,
    private readonly receipts: Receipts,
    private readonly check: CheckPresenter,
    private readonly receipt: ReceiptPresenter,
    private readonly cookie: FamilyCookie,
    private readonly pdf: PdfRenderer,
    private readonly resume: ResumeLinks,
    private readonly limits: HourlyLimits,
  ) {}

  @Post('plus-tard')
  async later(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
  ): Promise<Page | Redirect> {
    const draft = await this.pages.unsent(actor, draftId);
    // A draft without any answer has nothing to save for later. Its page shows no such button.
    return isUnwritten(draft) ? redirect(`/dossier/${draftId}`) : this.resume.page(words, draft);
  }

  @Get('verifier')
  async review(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Query(STALE) stale: string | undefined,
  ): Promise<Page | Redirect> {
    const draft = await this.drafts.readDraft(actor, draftId);
    if (draft.dossierId) return redirect(`/dossier/${draftId}/recu`);
    return page('dossier/intake/check', {
      ...(await this.check.page(words, draft, this.pages.steps(draft))),
      stale: stale !== undefined,
    });
  }

  /**
   * Sending gives the browser another session, so the token of the page it came from is out of date. Pressing the
   * button there a second time leads to the receipt.
   */
  @ShownAgainAt(`verifier?${STALE}`)
  @Post('envoyer')
  async sendDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Form(DraftPageForm) form: Submitted<DraftPageForm>,
    @ClientNetwork() network: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const draft = await this.drafts.readDraft(actor, draftId);
    if (draft.dossierId) return this.sent(draft, reply, await this.deposits.openSent(actor, draftId));
    const steps = this.pages.steps(draft);
    // Another window changed the answers after they were checked here. The page shows them as they are now.
    if (!form.ok || Number(form.value.version) !== draft.version) return this.changedPage(words, draft);
    if (this.check.blocked(words, draft, steps).length > 0)
      return page('dossier/intake/check', await this.check.refused(words, draft, steps), 422);
    const send = (): Promise<Sent> => this.deposits.sendDraft(actor, draft, words.lang, familySecretOf(request));
    try {
      return this.sent(
        draft,
        reply,
        await (draft.origin === 'parent' ? this.limits.limitSending(network, draft, send) : send()),
      );
    } catch (error) {
      if (error instanceof TooManyAttempts)
        return waitPage('dossier/intake/check', await this.check.page(words, draft, steps), error);
      // Everything that was typed stays in the draft. The page says when it can be sent.
      if (error instanceof NotOpenYet)
        return page('dossier/intake/check', { ...(await this.check.page(words, draft, steps)), closed: true }, 503);
      if (!(error instanceof Conflict)) throw error;
      // Another window wrote between the check and the sending. Nobody has checked what it wrote, so the page is shown
      // again.
      if (error.refusal.code === 'draft.changed')
        return this.changedPage(words, await this.drafts.readDraft(actor, draftId));
      // The button was pressed twice: the first one sent it.
      if (error.refusal.code !== 'draft.alreadySent') throw error;
      return this.sent(draft, reply, await this.deposits.openSent(actor, draftId));
    }
  }

  private sent(draft: Draft, reply: FastifyReply, { familySecret }: Sent): Redirect {
    if (familySecret) this.cookie.set(reply, familySecret);
    return redirect(`/dossier/${draft.id}/recu`);
  }

  private async changedPage(words: Translator, draft: Draft): Promise<Page> {
    return page(
      'dossier/intake/check',
      { ...(await this.check.page(words, draft, this.pages.steps(draft))), conflict: true },
      409,
    );
  }

  @Get('recu')
  async showReceipt(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
  ): Promise<Page> {
    const base = `/dossier/${draftId}`;
    const follow = actor.kind === 'family' && actor.dossierId !== null;
    const reader = readerOf(actor.kind === 'staff');
    const draft = await this.drafts.readDraft(actor, draftId);
    const requests = actor.kind === 'staff' ? await this.receipts.requestsOf(actor, draft) : [];
    const model = {
      ...this.receipt.page(
        wordsFor(words, reader),
        await this.receipts.ofDraft(actor, draft, 'receipt'),
        draft.pointId !== null,
      ),
      requests: this.receipt.requestLinks(words, requests),
      pdfHref: `${base}/recu.pdf`,
      copyHref: draft.pointId === null ? `${base}/copie` : null,
      follow,
      ...reader,
    };
    return page('dossier/intake/receipt', model);
  }

  @Get('recu.pdf')
  async receiptPdf(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
  ): Promise<Download> {
    const deposit = await this.readDeposit(actor, draftId, 'receipt');
    return new Download(
      await this.pdf.render('receipt', this.receipt.documentData(words, deposit)),
      'accuse-de-reception.pdf',
      'application/pdf',
    );
  }

  @Get('copie')
  async showCopy(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
  ): Promise<Page> {
    const reader = readerOf(actor.kind === 'staff');
    // A point d'accueil reads no answers once they are filed.
    if ((await this.drafts.readDraft(actor, draftId)).pointId !== null) throw new NotFound('copy');
    return page('dossier/intake/copy', {
      ...this.receipt.copyModel(wordsFor(words, reader), await this.readDeposit(actor, draftId, 'copy')),
      ...reader,
      back: `/dossier/${draftId}/recu`,
    });
  }

  private async readDeposit(actor: Actor, draftId: string, part: DepositPart): Promise<Deposit> {
    return this.receipts.ofDraft(actor, await this.drafts.readDraft(actor, draftId), part);
  }
}
