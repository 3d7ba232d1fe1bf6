import { Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { Conflict, NotFound, refuse } from '../../../kernel/refusal.js';
import type { Translator } from '../../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, TooManyAttempts, type Actor } from '../../../platform/security/index.js';
import {
  Form,
  redirect,
  waitPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../platform/web/index.js';
import { EMPTY_ADULT, EMPTY_CHILD, type DossierForm } from '../../domain/dossier-form.js';
import { QuestionPresenter } from '../../answers/web/question.presenter.js';
import { DraftPages } from './draft-pages.js';
import { DraftPageForm } from '../../answers/web/topics/draft-page.form.js';

const MOST_CHILDREN = 8;

class PartForm extends DraftPageForm {
  @IsIn(['adult', 'child'], { message: 'dossier.errors.part' })
  what: 'adult' | 'child';

  /** Which child, from 1. */
  @IsOptional()
  @Matches(/^[1-9]$/, { message: 'dossier.errors.part' })
  rank?: string;
}

function added(form: DossierForm, part: PartForm['what']): DossierForm {
  if (part === 'adult') return form.adults.length < 2 ? { ...form, adults: [...form.adults, EMPTY_ADULT] } : form;
  return form.children.length < MOST_CHILDREN ? { ...form, children: [...form.children, EMPTY_CHILD] } : form;
}

function removed(form: DossierForm, part: PartForm['what'], rank: number): DossierForm {
  if (part === 'adult') return { ...form, adults: form.adults.slice(0, 1) };
  return form.children.length > 1
    ? { ...form, children: form.children.filter((_, index) => index !== rank - 1) }
    : form;
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
      const saved = await this.pages.saveDraft(draft, version, (old) => added(old, what), 'parts');
      return redirect(
        `/dossier/${draftId}/${what === 'adult' ? 'responsable/2' : `enfant/${saved.form.children.length}`}`,
      );
    } catch (error) {
      if (!(error instanceof TooManyAttempts)) throw error;
      return waitPage('dossier/intake/tasks', this.present.tasks(words, draft, this.pages.steps(draft)), error);
    }
  }

  @Post('retirer')
  async removePart(
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Form(PartForm) form: Submitted<PartForm>,
  ): Promise<Redirect> {
    const { what, version, rank } = this.known(form);
    const draft = await this.pages.unsent(actor, draftId);
    await this.pages.saveDraft(draft, version, (old) => removed(old, what, Number(rank ?? 0)), 'parts');
    return redirect(
      `/dossier/${draftId}`,
      what === 'adult' ? 'dossier.tasks.adultRemoved' : 'dossier.tasks.childRemoved',
    );
  }

  /** These forms have only buttons, so a value that does not fit was not sent by them. */
  private known(form: Submitted<PartForm>): PartForm {
    if (form.ok) return form.value;
    if ('version' in form.values) throw new NotFound('part');
    throw new Conflict(refuse('draft.changed'));
  }
}
