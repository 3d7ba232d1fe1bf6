import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  afterAction,
  afterPending,
  changesWishes,
  pendingAfter,
  shownAgain,
  WishesPage,
  WishesPresenter,
  wishErrors,
} from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  page,
  redirect,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskAnswers, type AnsweredRequest } from '../desk-answers.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { RequestPages } from './request-pages.js';
import { toldErrors, toldIn } from './told.js';

/** The wishes of a request, which the desk changes for the family on the same page. */
@Controller('rpe/demandes/:requestId/repondre/voeux')
@Allow(Permission.TriageRequests)
export class DeskWishesController {
  constructor(
    private readonly answers: DeskAnswers,
    private readonly pages: DeskAnswerPages,
    private readonly requests: RequestPages,
    private readonly wishes: WishesPresenter,
  ) {}

  @Get(['', ':rank'])
  async showWishes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Query('commune') commune?: string,
  ): Promise<Page> {
    const held = await this.answers.readAnswers(actor, id);
    return page('dossier/answers/wishes', {
      ...this.model(words, held, commune),
      form: emptyForm(this.pages.lastTold(actor, held.file)),
    });
  }

  @Post(['', ':rank'])
  async changeWishes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(WishesPage) form: Submitted<WishesPage>,
  ): Promise<Page | Redirect> {
    const { wishes } = (await this.answers.readAnswers(actor, id)).form.children[0]!;
    const list = `/rpe/demandes/${id}/repondre`;
    const changes = !form.ok || changesWishes(form.value);
    const commune = String(form.values['commune'] ?? '');
    const wrong = form.ok ? wishErrors(wishes, form.value, this.pages.desk()) : [];
    // A button that may be pressed waits, where only who told it is missing.
    const pending = form.ok && wrong.length === 0 ? pendingAfter(form.values) : '';
    return this.requests.answerForm(
      words,
      actor,
      id,
      alsoWrong(form, [...wrong, ...(changes ? toldErrors(form) : [])]),
      {
        view: 'dossier/answers/wishes',
        model: async () => ({
          ...this.model(words, await this.answers.readAnswers(actor, id), commune, pending),
          isLeaving: form.values['leave'] === 'list',
        }),
      },
      async (value) => {
        const shown = shownAgain(`${list}/voeux`, value);
        const goesOn = value.leave === 'list' || (!value.leave && value.action === 'continue');
        if (!changes) return redirect(goesOn ? list : shown);
        const seen = { requestId: id, version: Number(value.version) };
        const noted = await this.answers.writeAnswers(actor, seen, toldIn(value), (old) => ({
          ...old,
          children: [{ ...old.children[0]!, wishes: afterAction(old.children[0]!.wishes, value) }],
        }));
        return goesOn ? this.pages.afterNoting(id, noted) : this.pages.afterNotingHere(shown, noted);
      },
      'answer',
    );
  }

  /** @param pending the buttons that were pressed and not saved yet */
  private model(
    words: Translator,
    held: AnsweredRequest,
    commune: string | undefined,
    pending = '',
  ): Record<string, unknown> {
    const target = this.pages.target(held, 'voeux');
    const [child] = held.form.children;
    const form = { ...held.form, children: [{ ...child!, wishes: afterPending(child!.wishes, pending) }] };
    const step = { path: 'voeux', index: null };
    return { ...this.wishes.page(words, form, step, target, String(commune ?? '')), pending };
  }
}
