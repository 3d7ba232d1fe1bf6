import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  leftAlone,
  QuestionPresenter,
  readPage,
  topicAt,
  type ChildRequest,
  type DossierForm,
  type DraftPageForm,
  type Topic,
} from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { FamilyAnswers } from '../family-answers.js';
import { AnswerPages } from './answer-pages.js';

const TOPIC = topicAt('accords') as Topic<DraftPageForm>;
const STEP = { path: TOPIC.path, index: null };

/** What a family agreed to: who reads its contacts, whether it is reminded, and its language. It changes at any time. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/demandes/:id/reponses/accords')
export class AgreementsController {
  constructor(
    private readonly answers: FamilyAnswers,
    private readonly pages: AnswerPages,
    private readonly questions: QuestionPresenter,
  ) {}

  @Get()
  async show(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const held = await this.answers.readAgreements(actor, id);
    return page(TOPIC.view, { ...this.model(words, held), form: emptyForm(TOPIC.values(held.form, 0, words.lang)) });
  }

  @Post()
  async save(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Page | Redirect> {
    const held = await this.answers.readAgreements(actor, id);
    const desk = this.pages.desk();
    const answer = readPage(TOPIC, body, desk, 0, held.form);
    const here = this.pages.addressOf(held.request, STEP);
    const left = leftAlone(TOPIC, body, desk, 0, held.form);
    if (left) return redirect(left === 'list' ? '/mon-dossier' : here);
    return submitForm(
      answer,
      {
        view: TOPIC.view,
        model: () => ({ ...this.model(words, held), isLeaving: answer.values['leave'] === 'list' }),
        refused: async ({ status }) =>
          status === 409
            ? { model: { ...this.model(words, await this.answers.readAgreements(actor, id)), conflict: true } }
            : null,
      },
      async (typed) => {
        await this.answers.writeAgreements(actor, id, Number(typed.version), (old) => TOPIC.apply(old, 0, typed, desk));
        return typed.leave === 'stay' ? redirect(here) : redirect('/mon-dossier', 'family.answers.saved');
      },
    );
  }

  private model(
    words: Translator,
    { form, request }: { form: DossierForm; request: ChildRequest },
  ): Record<string, unknown> {
    const target = { ...this.pages.target(request), back: '/mon-dossier' };
    return this.questions.page(words, form, STEP, target);
  }
}
