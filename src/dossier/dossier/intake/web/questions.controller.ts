import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  emptyForm,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
} from '../../../../foundation/platform/web/index.js';
import { Drafts, type OpenDraft } from '../drafts.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { DraftPages, leaving, type DraftBrowser } from './draft-pages.js';
import { nextPath, stepPath } from '../../answers/web/journey.js';
import { LateReturnsPresenter } from '../../answers/web/late-returns.presenter.js';
import { QuestionPages } from '../../answers/web/question-pages.js';
import { QuestionPresenter } from '../../answers/web/question.presenter.js';
import { leftAlone, readPage } from '../../answers/web/read-page.js';
import { withAskedAdult } from '../../domain/completeness.js';
import { ResumeLinks } from './resume-links.js';
import type { DraftPageForm } from '../../answers/web/topics/draft-page.form.js';
import { topicAt } from '../../answers/web/topics/topics.js';
import type { Topic } from '../../answers/web/topics/topic.js';

/** The task list of a draft and its pages of questions, for the parent or the agent who fills it. */
@Allow(Permission.FillDraft)
@Controller('dossier')
export class QuestionsController {
  constructor(
    private readonly drafts: Drafts,
    private readonly pages: DraftPages,
    private readonly present: QuestionPresenter,
    private readonly resume: ResumeLinks,
    private readonly questions: QuestionPages,
    private readonly late: LateReturnsPresenter,
  ) {}

  @Get(':draftId')
  async tasks(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
  ): Promise<Page | Redirect> {
    const draft = await this.drafts.readDraft(actor, draftId);
    if (draft.dossierId) return redirect(`/dossier/${draftId}/recu`);
    return page('dossier/intake/tasks', this.present.tasks(words, draft, this.pages.steps(draft)));
  }

  @Get([':draftId/:topic', ':draftId/:topic/:rank'])
  async showQuestion(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Param('topic') path: string,
    @Param('rank') rank?: string,
  ): Promise<Page> {
    const draft = await this.pages.unsent(actor, draftId);
    const topic = topicAt(path);
    const index = this.pages.indexOf(topic, draft, rank);
    return page(topic!.view, {
      ...(await this.model(words, topic!, draft, index, rank)),
      form: emptyForm(topic!.values(draft.form, index, words.lang)),
    });
  }

  @Post([':draftId/:topic', ':draftId/:topic/:rank'])
  async saveAnswers(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Param('topic') path: string,
    @Param('rank') rank: string | undefined,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const draft = await this.pages.unsent(actor, draftId);
    const topic = topicAt(path) as Topic<DraftPageForm> | undefined;
    const index = this.pages.indexOf(topic as Topic | undefined, draft, rank);
    const answer = readPage(topic!, body, this.pages.desk(draft), index, draft.form);
    const isLeaving = answer.values['leave'] === 'list';
    const left = leftAlone(topic!, body, this.pages.desk(draft), index, draft.form);
    if (left) return leaving(draft.id, stepPath({ path: topic!.path, index: rank === undefined ? null : index }), left);
    return submitForm(
      answer,
      {
        view: topic!.view,
        model: async () => ({ ...(await this.model(words, topic!, draft, index, rank)), isLeaving }),
        refused: async ({ status }) => {
          if (status !== 409) return null;
          const current = await this.pages.unsent(actor, draftId);
          return { model: { ...(await this.model(words, topic!, current, index, rank)), conflict: true } };
        },
        saysWhenAgain: true,
      },
      (typed) => this.saved(words, topic!, draft, index, rank, typed, { request, reply }),
    );
  }

  private async saved(
    words: Translator,
    topic: Topic<DraftPageForm>,
    draft: OpenDraft,
    index: number,
    rank: string | undefined,
    typed: DraftPageForm,
    browser: DraftBrowser,
  ): Promise<Page | Redirect> {
    const desk = this.pages.desk(draft);
    const step = { path: topic.path, index: rank === undefined ? null : index };
    const here = stepPath(step);
    const saved = await this.pages.saveDraft(
      draft,
      typed.version,
      (form) => topic.apply(form, index, typed, desk),
      topic.path,
      draft.removed,
      browser,
    );
    if (typed.later) return this.resume.page(words, saved);
    if (typed.leave) return leaving(draft.id, here, typed.leave);
    if (await this.late.isNewOn(step, draft.form, saved.form))
      return redirect(`/dossier/${draft.id}/${here}`, 'dossier.late.saved');
    return redirect(`/dossier/${draft.id}/${nextPath(this.pages.steps(saved), here)}`);
  }

  private model(
    words: Translator,
    topic: Pick<Topic, 'path'>,
    draft: Draft,
    index: number,
    rank: string | undefined,
  ): Promise<Record<string, unknown>> {
    const step = { path: topic.path, index: rank === undefined ? null : index };
    const form = topic.path === 'responsable' ? withAskedAdult(draft.form, index) : draft.form;
    return this.questions.pageModel(words, form, { step }, this.pages.target(draft));
  }
}
