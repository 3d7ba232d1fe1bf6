import { Controller } from '@nestjs/common';
import { KNOWN_AT_DESK, QuestionPresenter, SPEAKERS, type Speaker } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  OneOf,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { FIRST_DAY_ANSWERS, type FirstDayAnswer } from '../domain/asked-first-day.js';
import { FirstDayAnswers } from '../first-day-answers.js';
import { FirstDayWords } from './first-day-words.js';

/** The family presses one of two buttons. */
class FirstDayForm {
  @OneOf(FIRST_DAY_ANSWERS, 'firstDay.errors.answer') answer: FirstDayAnswer;
}

/** The desk presses one of them, and says who told it. */
class NotedFirstDayForm extends FirstDayForm {
  @OneOf(SPEAKERS, 'dossier.errors.toldBy') toldBy: Speaker;
  @OneOf(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy: (typeof KNOWN_AT_DESK)[number];
}

type Model = Record<string, unknown>;

/** A family says whether a place that frees later would suit it. */
@Controller('mon-dossier/place-plus-tard')
@Allow(Permission.FollowDossier)
export class FamilyFirstDays {
  constructor(
    private readonly answers: FirstDayAnswers,
    private readonly say: FirstDayWords,
  ) {}

  @Show()
  async showQuestions(visit: Visit): Promise<Page> {
    return page('asked-first-days/family', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press(':familyId', FirstDayForm)
  async answer(visit: Visit<FirstDayForm>): Promise<Page | Redirect> {
    const id = visit.id('familyId');
    if (!(await this.answers.listOwn(visit.actor)).some(({ row }) => row.id === id)) throw new NotFound('question');
    return visit.submit(
      {
        view: 'asked-first-days/family',
        model: () => this.model(visit),
        refused: ({ refusal }) => refusedField('answer', refusal),
      },
      async ({ answer }) => {
        await this.answers.answerAsFamily(visit.actor, id, answer);
        return redirect('/mon-dossier/place-plus-tard', `firstDay.notice.${answer}`);
      },
    );
  }

  private async model({ words, actor }: Visit<object>): Promise<Model> {
    const own = await this.answers.listOwn(actor);
    return { title: words.t('firstDay.title'), asked: own.map((one) => this.say.model(words, one)) };
  }
}

/** The desk reads what its family was asked, and notes what it says. */
@Controller('rpe/demandes/:requestId/place-plus-tard')
@Allow(Permission.TriageRequests)
export class DeskFirstDays {
  constructor(
    private readonly answers: FirstDayAnswers,
    private readonly say: FirstDayWords,
    private readonly questions: QuestionPresenter,
  ) {}

  @Show()
  async showQuestions(visit: Visit): Promise<Page> {
    return page('asked-first-days/desk', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Show(':familyId')
  async showQuestion(visit: Visit): Promise<Page> {
    return page('asked-first-days/desk', { ...(await this.model(visit, visit.id('familyId'))), form: emptyForm() });
  }

  @Press(':familyId', NotedFirstDayForm)
  noteAnswer(visit: Visit<NotedFirstDayForm>): Promise<Page | Redirect> {
    const [requestId, id] = [visit.id('requestId'), visit.id('familyId')];
    return visit.submit(
      {
        view: 'asked-first-days/desk',
        model: () => this.model(visit, id),
        refused: ({ refusal }) => refusedField('toldBy', refusal),
      },
      async ({ answer, toldBy, knownBy }) => {
        await this.answers.noteAnswer(visit.actor, requestId, id, answer, { toldBy, knownBy });
        return redirect(`/rpe/demandes/${requestId}/place-plus-tard`, 'firstDay.notice.noted');
      },
    );
  }

  /** @param familyId the question whose form is shown; when absent, the only one that can be answered */
  private async model({ words, actor, id }: Visit<object>, familyId?: string): Promise<Model> {
    const { file, asked } = await this.answers.readAsDesk(actor, id('requestId'));
    const open = asked.filter(({ mayAnswer }) => mayAnswer);
    if (familyId !== undefined && !asked.some(({ row }) => row.id === familyId)) throw new NotFound('question');
    return {
      title: words.t('firstDay.deskTitle'),
      number: file.dossier.number,
      base: `/rpe/demandes/${file.request.id}`,
      asked: asked.map((one) => this.say.model(words, one)),
      answering: familyId ?? (open.length === 1 ? open[0]!.row.id : null),
      told: this.questions.toldChoices(
        words,
        file.adults.map(({ details }) => details),
      ),
    };
  }
}
