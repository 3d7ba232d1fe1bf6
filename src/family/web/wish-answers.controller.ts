import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  afterAction,
  WishesPage,
  WishesPresenter,
  wishErrors,
  type DossierForm,
  type ChildRequest,
} from '../../dossier/index.js';
import { Conflict } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import { FamilyAnswers } from '../family-answers.js';
import { AnswerPages } from './answer-pages.js';

/** The wishes of a request already sent, on the same page as the dossier's. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/demandes/:id/reponses/voeux')
export class WishAnswersController {
  constructor(
    private readonly answers: FamilyAnswers,
    private readonly pages: AnswerPages,
    private readonly wishes: WishesPresenter,
  ) {}

  @Get()
  async show(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('commune') commune?: string,
  ): Promise<Page> {
    return page('dossier/answers/wishes', {
      ...this.model(words, await this.answers.current(actor, id), commune),
      form: emptyForm(),
    });
  }

  @Post()
  async act(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('commune') commune: string | undefined,
    @Form(WishesPage) form: Submitted<WishesPage>,
  ): Promise<Page | Redirect> {
    const current = await this.answers.current(actor, id);
    const { wishes } = current.form.children[0]!;
    const errors = form.ok ? wishErrors(wishes, form.value, this.pages.desk()) : form.errors;
    if (!form.ok || errors.length > 0)
      return refusedPage('dossier/answers/wishes', this.model(words, current, commune), {
        values: form.values,
        errors,
      });
    const list = `/mon-dossier/demandes/${id}/reponses`;
    if (form.value.action === 'continue') return redirect(list);
    try {
      await this.answers.write(actor, id, Number(form.value.version), (old) => ({
        ...old,
        children: [{ ...old.children[0]!, wishes: afterAction(old.children[0]!.wishes, form.value) }],
      }));
      return redirect(`${list}/voeux${commune ? `?commune=${encodeURIComponent(commune)}` : ''}#wishes`);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return page(
        'dossier/answers/wishes',
        {
          ...this.model(words, await this.answers.current(actor, id), commune),
          conflict: true,
          form: emptyForm(form.values),
        },
        409,
      );
    }
  }

  private model(
    words: Translator,
    { form, request }: { form: DossierForm; request: ChildRequest },
    commune: string | undefined,
  ): Record<string, unknown> {
    return this.wishes.page(
      words,
      form,
      { path: 'voeux', index: null },
      this.pages.target(request),
      String(commune ?? ''),
    );
  }
}
