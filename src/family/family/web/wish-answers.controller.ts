import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  afterAction,
  changesWishes,
  shownAgain,
  WishesPage,
  WishesPresenter,
  wishErrors,
  type DossierForm,
  type ChildRequest,
} from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FamilyAnswers } from '../family-answers.js';
import { AnswerPages } from './answer-pages.js';

/** The wishes of a request that was already sent, on the same page as before sending. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/demandes/:id/reponses/voeux')
export class WishAnswersController {
  constructor(
    private readonly answers: FamilyAnswers,
    private readonly pages: AnswerPages,
    private readonly wishes: WishesPresenter,
  ) {}

  @Get()
  async showWishes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('commune') commune?: string,
  ): Promise<Page> {
    return page('dossier/answers/wishes', {
      ...this.model(words, await this.answers.readAnswers(actor, id), commune),
      form: emptyForm(),
    });
  }

  @Post()
  async changeWishes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(WishesPage) form: Submitted<WishesPage>,
  ): Promise<Page | Redirect> {
    const current = await this.answers.readAnswers(actor, id);
    const { wishes } = current.form.children[0]!;
    const commune = String(form.values['commune'] ?? '');
    const list = `/mon-dossier/demandes/${id}/reponses`;
    return submitForm(
      alsoWrong(form, form.ok ? wishErrors(wishes, form.value, this.pages.desk()) : []),
      {
        view: 'dossier/answers/wishes',
        model: () => ({ ...this.model(words, current, commune), isLeaving: form.values['leave'] === 'list' }),
        refused: async ({ status }) =>
          status === 409
            ? { model: { ...this.model(words, await this.answers.readAnswers(actor, id), commune), conflict: true } }
            : null,
      },
      async (value) => {
        const goesOn = value.leave === 'list' || (!value.leave && value.action === 'continue');
        const changes = changesWishes(value);
        if (changes)
          await this.answers.writeAnswers(actor, id, Number(value.version), (old) => ({
            ...old,
            children: [{ ...old.children[0]!, wishes: afterAction(old.children[0]!.wishes, value) }],
          }));
        if (goesOn) return changes ? redirect(list, 'family.answers.saved') : redirect(list);
        return redirect(shownAgain(`${list}/voeux`, value));
      },
    );
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
