import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  CriterionQuestions,
  QuestionPresenter,
  readPage,
  topicAt,
  type DraftPageForm,
  type PageTarget,
  type Topic,
} from '../../dossier/index.js';
import { NotFound } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import { emptyForm, page, redirect, submitForm, Words, type Page, type Redirect } from '../../platform/web/index.js';
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
    private readonly questions: QuestionPresenter,
    private readonly criteria: CriterionQuestions,
  ) {}

  @Get()
  async listAnswers(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { form, request } = await this.answers.readAnswers(actor, id);
    return page('family/answers', this.pages.listModel(words, form, request));
  }

  @Get([':topic', ':topic/:rank'])
  async showQuestion(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('topic') path: string,
    @Param('rank') rank?: string,
  ): Promise<Page> {
    const { form, request } = await this.answers.readAnswers(actor, id);
    const { topic, index } = this.topic(path, rank, form.adults.length);
    return page(topic.view, {
      ...(await this.model(words, form, topic, rank, this.pages.target(request))),
      form: emptyForm(topic.values(form, index, words.lang)),
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
    const { form, request } = await this.answers.readAnswers(actor, id);
    const { topic, index } = this.topic(path, rank, form.adults.length);
    const desk = this.pages.desk();
    const answer = readPage(topic, body, desk, index, form);
    return submitForm(
      answer,
      {
        view: topic.view,
        model: () => this.model(words, form, topic, rank, this.pages.target(request)),
        refused: async ({ status }) => {
          if (status !== 409) return null;
          const now = await this.answers.readAnswers(actor, id);
          return {
            model: {
              ...(await this.model(words, now.form, topic, rank, this.pages.target(now.request))),
              conflict: true,
            },
          };
        },
      },
      async (typed) => {
        await this.answers.writeAnswers(actor, id, Number(typed.version), (old) =>
          topic.apply(old, index, typed, desk),
        );
        return redirect(`/mon-dossier/demandes/${id}/reponses`, 'family.answers.saved');
      },
    );
  }

  private topic(
    path: string,
    rank: string | undefined,
    adults: number,
  ): { topic: Topic<DraftPageForm>; index: number } {
    const topic = OPEN_TOPICS.includes(path) ? (topicAt(path) as Topic<DraftPageForm> | undefined) : undefined;
    const index = rank === undefined ? 0 : Number(rank) - 1;
    const last = path === 'responsable' ? adults - 1 : 0;
    if (!topic || !Number.isInteger(index) || index < 0 || index > last) throw new NotFound('page');
    return { topic, index };
  }

  private async model(
    words: Translator,
    form: Parameters<Topic['values']>[0],
    topic: Topic<DraftPageForm>,
    rank: string | undefined,
    target: PageTarget,
  ): Promise<Record<string, unknown>> {
    const step = { path: topic.path, index: rank === undefined ? null : Number(rank) - 1 };
    const shared = this.questions.page(words, form, step, target);
    return topic.path === 'points'
      ? { ...shared, facts: this.questions.facts(words, await this.criteria.listAsked()) }
      : shared;
  }
}
