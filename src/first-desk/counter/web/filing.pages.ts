import { Controller, Get, Param, Post } from '@nestjs/common';
import { CheckPresenter, Deposits, DraftPages, Drafts, type OpenDraft } from '../../../dossier/dossier/index.js';
import { Conflict, NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FilingForm } from './counter.form.js';
import { HERE } from './counter.presenter.js';
import { FilingPresenter } from './filing.presenter.js';

const VIEW = 'counter/check';

/** The second page of the counter: what will be filed, read with the family, and where it wants its receipt. */
@Controller('rpe/saisie/:draftId')
@Allow(Permission.EnterDossier)
export class FilingPages {
  constructor(
    private readonly drafts: Drafts,
    private readonly pages: DraftPages,
    private readonly deposits: Deposits,
    private readonly check: CheckPresenter,
    private readonly present: FilingPresenter,
  ) {}

  @Get('verifier')
  async review(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
  ): Promise<Page | Redirect> {
    const draft = await this.counterDraft(actor, draftId);
    return draft.dossierId ? this.filed(draft) : page(VIEW, await this.model(words, actor, draft));
  }

  @Post('envoyer')
  async fileDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Form(FilingForm) sent: Submitted<FilingForm>,
  ): Promise<Page | Redirect> {
    const draft = await this.counterDraft(actor, draftId);
    if (draft.dossierId) return this.filed(draft);
    const blocked = this.check.blocked(words, draft, this.pages.steps(draft));
    if (blocked.length > 0) return redirect(`${HERE}/${draft.id}`, 'counter.notice.blocked');
    const way = sent.values['receiptBy'];
    const isOpen = !sent.ok || (await this.present.waysOf(actor, draft)).includes(String(way));
    return submitForm(
      alsoWrong(sent, isOpen ? [] : [{ field: 'receiptBy', message: 'counter.errors.receiptBy' }]),
      {
        view: VIEW,
        model: () => this.model(words, actor, draft),
        // Another window wrote meanwhile. Nobody has read to the family what it wrote, so the page is shown again.
        refused: async ({ status }) =>
          status === 409
            ? {
                model: { ...(await this.model(words, actor, await this.counterDraft(actor, draftId))), conflict: true },
              }
            : null,
      },
      async ({ version, receiptBy: by, confirmed }) => {
        try {
          const seen = { ...draft, version: Number(version) };
          await this.deposits.sendDraft(actor, seen, words.lang, null, { by, confirmed: confirmed === 'yes' });
        } catch (error) {
          // The button was pressed twice: the first one filed it.
          if (!(error instanceof Conflict) || error.refusal.code !== 'draft.alreadySent') throw error;
        }
        return this.filed(draft);
      },
    );
  }

  private model(words: Translator, actor: Actor, draft: OpenDraft): Promise<Record<string, unknown>> {
    return this.present.model(words, actor, draft, this.pages.steps(draft));
  }

  private filed = ({ id }: OpenDraft): Redirect => redirect(`/dossier/${id}/recu`);

  /** @throws NotFound when nobody has written it yet: there is nothing to file */
  private async counterDraft(actor: Actor, draftId: string): Promise<OpenDraft> {
    const draft = await this.drafts.readDraft(actor, draftId);
    if (draft.origin !== 'counter') throw new NotFound('draft');
    return draft;
  }
}
