import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  LateReturnsPresenter,
  leftAlone,
  MOVING,
  MovingPresenter,
  readPage,
  stepPath,
  topicPageAt,
  withAskedAdult,
  type DossierForm,
  type DraftPageForm,
  type TopicPage,
} from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  page,
  redirect,
  Words,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { DeskAnswers, type AnsweredRequest } from '../desk-answers.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { RequestPages } from './request-pages.js';
import { toldErrors, toldIn } from './told.js';

/** At most two adults answer for a child. */
const MOST_ADULTS = 2;

/**
 * Answers that the desk writes down for a family, by telephone or at the counter: every question of the form, on the
 * same pages.
 */
@Controller('rpe/demandes/:requestId/repondre')
@Allow(Permission.TriageRequests)
export class DeskAnswersController {
  constructor(
    private readonly answers: DeskAnswers,
    private readonly pages: DeskAnswerPages,
    private readonly requests: RequestPages,
    private readonly late: LateReturnsPresenter,
    private readonly moving: MovingPresenter,
  ) {}

  @Get()
  async listAnswers(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('triage/answers', await this.pages.listModel(words, await this.answers.readAnswers(actor, id)));
  }

  @Get([':topic', ':topic/:rank'])
  async showQuestion(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('topic') path: string,
    @Param('rank') rank?: string,
  ): Promise<Page> {
    const held = await this.readPage(actor, id, path, rank);
    const { topic, index } = held.asked;
    return page(topic.view, {
      ...(await this.pages.pageModel(words, held, held.asked)),
      form: emptyForm({ ...topic.values(held.form, index, words.lang), ...this.pages.lastTold(actor, held.file) }),
    });
  }

  @Post([':topic', ':topic/:rank'])
  async saveAnswers(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('topic') path: string,
    @Param('rank') rank: string | undefined,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const { form, asked } = await this.readPage(actor, id, path, rank);
    const { topic, index } = asked;
    const desk = this.pages.desk();
    const typed = readPage(topic, body, desk, index, form);
    const { leave } = typed.values;
    const list = `/rpe/demandes/${id}/repondre`;
    const here = `${list}/${stepPath(asked.step)}`;
    const left = leftAlone(topic, body, desk, index, form);
    if (left) return redirect(left === 'list' ? list : here);
    const moving =
      typed.ok && path === 'responsable'
        ? await this.moving.warningFor(
            words.inVoice('atDesk'),
            form,
            topic.apply(form, index, typed.value, desk),
            typed.values['movesTo'],
          )
        : null;
    const write = (value: DraftPageForm) => {
      const seen = { requestId: id, version: Number(value.version) };
      const change = (old: DossierForm): DossierForm => topic.apply(withAdult(old, asked), index, value, desk);
      return path === 'accords'
        ? this.answers.writeAgreements(actor, seen, toldIn(value), change)
        : this.answers.writeAnswers(actor, seen, toldIn(value), change);
    };
    return this.requests.answerForm(
      words,
      actor,
      id,
      alsoWrong(typed, [...toldErrors(typed), ...(moving ? [MOVING] : [])]),
      {
        view: topic.view,
        model: async () => ({
          ...(await this.pages.pageModel(words, await this.readPage(actor, id, path, rank), asked)),
          isLeaving: leave === 'list',
          moving,
        }),
      },
      async (value) => {
        const noted = await write(value);
        if (leave === 'stay' && noted !== 'moved') return redirect(here);
        const isLate = !leave && (await this.late.isNewOn(asked.step, form, topic.apply(form, index, value, desk)));
        return isLate && noted !== 'moved' ? redirect(here, 'dossier.late.saved') : this.pages.afterNoting(id, noted);
      },
      'answer',
    );
  }

  /** @throws NotFound when there is no such page */
  private async readPage(
    actor: Actor,
    id: string,
    path: string,
    rank: string | undefined,
  ): Promise<AnsweredRequest & { readonly asked: TopicPage }> {
    const held = await this.answers.readAnswers(actor, id);
    const asked = topicPageAt(path, rank, Math.min(held.form.adults.length + 1, MOST_ADULTS));
    if (!asked) throw new NotFound('page');
    return { ...held, asked, form: withAdult(held.form, asked) };
  }
}

/** The form with a place for the adult of the page, whom nobody may have named yet. */
const withAdult = (form: DossierForm, { step, index }: TopicPage): DossierForm =>
  step.path === 'responsable' ? withAskedAdult(form, index) : form;
