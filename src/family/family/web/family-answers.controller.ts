import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  formOfReader,
  lacksSecondAdult,
  LateReturnsPresenter,
  leftAlone,
  maySeeContact,
  MOVING,
  MovingPresenter,
  QuestionPages,
  readPage,
  topicPageAt,
  withAskedAdult,
  type DossierForm,
  type DraftPageForm,
  type Moving,
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
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FamilyAnswers } from '../family-answers.js';
import { AnswerPages } from './answer-pages.js';

/** The topics that a family may still answer once its request is sent. */
const OPEN_TOPICS = ['responsable', 'foyer', 'enfant', 'besoin', 'points'];

/** The missing and the changed answers, on the same question pages as before sending. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/demandes/:id/reponses')
export class FamilyAnswersController {
  constructor(
    private readonly answers: FamilyAnswers,
    private readonly pages: AnswerPages,
    private readonly questions: QuestionPages,
    private readonly late: LateReturnsPresenter,
    private readonly moving: MovingPresenter,
  ) {}

  @Get()
  async listAnswers(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const held = await this.answers.readAnswers(actor, id);
    return page('family/answers', await this.pages.listModel(words, held, formOfReader(actor, held.apart, held.form)));
  }

  @Get([':topic', ':topic/:rank'])
  async showQuestion(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('topic') path: string,
    @Param('rank') rank?: string,
  ): Promise<Page> {
    const { form, request, asked, contactHidden } = await this.readPage(actor, id, path, rank);
    return page(asked.topic.view, {
      ...(await this.questions.pageModel(words, form, asked, this.pages.target(request))),
      contactHidden,
      form: emptyForm(asked.topic.values(form, asked.index, words.lang)),
    });
  }

  @Post([':topic', ':topic/:rank'])
  async saveAnswers(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('topic') path: string,
    @Param('rank') rank: string | undefined,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const { form, request, asked, contactHidden } = await this.readPage(actor, id, path, rank);
    const { topic, index } = asked;
    const desk = { ...this.pages.desk(), contactHidden };
    const answer = readPage(topic, body, desk, index, form);
    const here = this.pages.addressOf(request, asked.step);
    const list = this.pages.target(request).base;
    const left = leftAlone(topic, body, desk, index, form);
    if (left) return redirect(left === 'list' ? list : here);
    const moving = await this.movingOf(words, form, asked, answer);
    return submitForm(
      moving ? alsoWrong(answer, [MOVING]) : answer,
      {
        view: topic.view,
        model: async () => ({
          ...(await this.questions.pageModel(words, form, asked, this.pages.target(request))),
          contactHidden,
          isLeaving: answer.values['leave'] === 'list',
          moving,
        }),
        refused: async ({ status }) => {
          if (status !== 409) return null;
          const now = await this.readPage(actor, id, path, rank);
          return {
            model: {
              ...(await this.questions.pageModel(words, now.form, asked, this.pages.target(now.request))),
              contactHidden: now.contactHidden,
              conflict: true,
            },
          };
        },
      },
      async (typed) => {
        const changed = topic.apply(form, index, typed, desk);
        await this.answers.writeAnswers(actor, id, Number(typed.version), (old) =>
          topic.apply(old, index, typed, desk),
        );
        if (typed.leave === 'stay') return redirect(here);
        return !typed.leave && (await this.late.isNewOn(asked.step, form, changed))
          ? redirect(here, 'dossier.late.saved')
          : redirect(list, 'family.answers.saved');
      },
    );
  }

  /** What another commune changes: read before it is saved. */
  private async movingOf(
    words: Translator,
    form: DossierForm,
    { topic, index }: TopicPage,
    answer: Submitted<DraftPageForm>,
  ): Promise<Moving | null> {
    if (!answer.ok || topic.path !== 'responsable') return null;
    const after = topic.apply(form, index, answer.value, this.pages.desk());
    return this.moving.warningFor(words, form, after, answer.values['movesTo']);
  }

  /** @throws NotFound when there is no such page */
  private async readPage(
    actor: Actor,
    id: string,
    path: string,
    rank: string | undefined,
  ): Promise<
    Awaited<ReturnType<FamilyAnswers['readAnswers']>> & { readonly asked: TopicPage; readonly contactHidden: boolean }
  > {
    const held = await this.answers.readAnswers(actor, id);
    const adults = lacksSecondAdult(held.form) ? 2 : held.form.adults.length;
    const asked = OPEN_TOPICS.includes(path) ? topicPageAt(path, rank, adults) : undefined;
    if (!asked) throw new NotFound('page');
    if (path !== 'responsable') return { ...held, asked, contactHidden: false };
    return {
      ...held,
      asked,
      form: withAskedAdult(formOfReader(actor, held.apart, held.form), asked.index),
      // Whom nobody has described yet is described by whoever is asked.
      contactHidden: asked.index < held.form.adults.length && !maySeeContact(actor, held.apart, asked.index + 1),
    };
  }
}
