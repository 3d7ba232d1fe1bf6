import { Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { Conflict, NotFound, refuse } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  Permission,
  TooManyAttempts,
  type Actor,
} from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  Ticked,
  waitPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import {
  isFilled,
  partOf,
  rankOfSameNeed,
  withoutPart,
  withPart,
  withPartBack,
  withSameNeed,
  type RemovedPart,
} from '../../domain/draft-parts.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { QuestionPresenter, readerOf, wordsFor } from '../../answers/web/question.presenter.js';
import { DraftPages } from './draft-pages.js';
import { DraftPageForm } from '../../answers/web/topics/draft-page.form.js';

class PartForm extends DraftPageForm {
  @IsIn(['adult', 'child'], { message: 'dossier.errors.part' })
  what: 'adult' | 'child';

  /** Which child, from 1. */
  @IsOptional()
  @Matches(/^[1-9]$/, { message: 'dossier.errors.part' })
  rank?: string;

  /** The person was asked, and said yes. */
  @Ticked('dossier.errors.box') sure?: string;
}

/** A second adult, another child: added to a draft and taken out again. */
@Allow(Permission.FillDraft)
@Controller('dossier/:draftId')
export class DraftPartsController {
  constructor(
    private readonly pages: DraftPages,
    private readonly present: QuestionPresenter,
  ) {}

  @Post('ajouter')
  async addPart(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Form(PartForm) form: Submitted<PartForm>,
  ): Promise<Page | Redirect> {
    const { what, version } = this.known(form);
    const draft = await this.pages.unsent(actor, draftId);
    try {
      const saved = await this.pages.saveDraft(draft, version, (old) => withPart(old, what), 'parts');
      return redirect(
        `/dossier/${draftId}/${what === 'adult' ? 'responsable/2' : `enfant/${saved.form.children.length}`}`,
      );
    } catch (error) {
      if (!(error instanceof TooManyAttempts)) throw error;
      return waitPage('dossier/intake/tasks', this.present.tasks(words, draft, this.pages.steps(draft)), error);
    }
  }

  /** Asks once before what was filled in goes. It can be put back afterwards. */
  @Post('retirer')
  async removePart(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Form(PartForm) form: Submitted<PartForm>,
  ): Promise<Page | Redirect> {
    const { what, version, rank, sure } = this.known(form);
    const draft = await this.pages.unsent(actor, draftId);
    const part = partOf(draft.form, what === 'adult' ? { what } : { what, rank: Number(rank ?? 0) });
    if (part === null) return redirect(`/dossier/${draftId}`);
    if (isFilled(part) && !sure) return page('dossier/intake/remove-part', this.asked(words, draft, part, version));
    await this.pages.saveDraft(
      draft,
      version,
      (old) => withoutPart(old, part),
      'parts',
      isFilled(part) ? part : draft.removed,
    );
    return redirect(
      `/dossier/${draftId}`,
      what === 'adult' ? 'dossier.tasks.adultRemoved' : 'dossier.tasks.childRemoved',
    );
  }

  /** Puts back what was taken out last. */
  @Post('remettre')
  async putBack(
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Form(DraftPageForm) form: Submitted<DraftPageForm>,
  ): Promise<Redirect> {
    if (!form.ok) throw new Conflict(refuse('draft.changed'));
    const draft = await this.pages.unsent(actor, draftId);
    const { removed } = draft;
    if (removed === null) return redirect(`/dossier/${draftId}`);
    await this.pages.saveDraft(draft, form.value.version, (old) => withPartBack(old, removed), 'parts', null);
    return redirect(`/dossier/${draftId}`, 'dossier.tasks.isBack');
  }

  /** Gives a child the need and the wishes of another; each can still be changed. */
  @Post('meme-besoin')
  async copyNeed(
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Form(PartForm) form: Submitted<PartForm>,
  ): Promise<Redirect> {
    const { version, rank } = this.known(form);
    const draft = await this.pages.unsent(actor, draftId);
    if (rankOfSameNeed(draft.form, Number(rank ?? 0)) === null) return redirect(`/dossier/${draftId}`);
    await this.pages.saveDraft(draft, version, (old) => withSameNeed(old, Number(rank)), 'parts');
    return redirect(`/dossier/${draftId}`, 'dossier.tasks.needCopied');
  }

  private asked(words: Translator, draft: Draft, part: RemovedPart, version: string): Record<string, unknown> {
    const counter = draft.origin === 'counter';
    const { t } = wordsFor(words, { counter });
    const name = this.present.partName(words, part);
    return {
      title: t('dossier.remove.title', { name }),
      text: t('dossier.remove.text', { name }),
      base: `/dossier/${draft.id}`,
      ...readerOf(counter),
      version,
      what: part.what,
      rank: part.what === 'child' ? part.rank : null,
    };
  }

  /** These forms have only buttons, so a value that does not fit was not sent by them. */
  private known(form: Submitted<PartForm>): PartForm {
    if (form.ok) return form.value;
    if ('version' in form.values) throw new NotFound('part');
    throw new Conflict(refuse('draft.changed'));
  }
}
