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
import { WEEK_ANSWERS, type WeekAnswer } from '../domain/shorter-week.js';
import { ShorterWeeks } from '../shorter-weeks.js';
import { ShorterWeekWords } from './shorter-week-words.js';

/** The family presses one of two buttons. */
class WeekAnswerForm {
  @OneOf(WEEK_ANSWERS, 'shorterWeek.errors.answer') answer: WeekAnswer;
}

/** The desk presses one of them, and says who told it. */
class NotedWeekForm extends WeekAnswerForm {
  @OneOf(SPEAKERS, 'dossier.errors.toldBy') toldBy: Speaker;
  @OneOf(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy: (typeof KNOWN_AT_DESK)[number];
}

type Model = Record<string, unknown>;

/** A family says whether the fewer days that a nursery proposes would suit it. */
@Controller('mon-dossier/semaine-plus-courte')
@Allow(Permission.FollowDossier)
export class FamilyShorterWeeks {
  constructor(
    private readonly weeks: ShorterWeeks,
    private readonly say: ShorterWeekWords,
  ) {}

  @Show()
  async showWeeks(visit: Visit): Promise<Page> {
    return page('shorter-weeks/family', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press(':weekId', WeekAnswerForm)
  async answer(visit: Visit<WeekAnswerForm>): Promise<Page | Redirect> {
    const id = visit.id('weekId');
    if (!(await this.weeks.listOwn(visit.actor)).some(({ row }) => row.id === id)) throw new NotFound('shorter week');
    return visit.submit(
      {
        view: 'shorter-weeks/family',
        model: () => this.model(visit),
        refused: ({ refusal }) => refusedField('answer', refusal),
      },
      async ({ answer }) => {
        await this.weeks.answerAsFamily(visit.actor, id, answer);
        return redirect('/mon-dossier/semaine-plus-courte', 'shorterWeek.notice.answered');
      },
    );
  }

  private async model({ words, actor }: Visit<object>): Promise<Model> {
    const own = await this.weeks.listOwn(actor);
    return { title: words.t('shorterWeek.title'), weeks: own.map((one) => this.say.model(words, one)) };
  }
}

/** The desk reads which fewer days were proposed to one of its families, and notes what that family says. */
@Controller('rpe/demandes/:requestId/semaine-plus-courte')
@Allow(Permission.TriageRequests)
export class DeskShorterWeeks {
  constructor(
    private readonly weeks: ShorterWeeks,
    private readonly say: ShorterWeekWords,
    private readonly questions: QuestionPresenter,
  ) {}

  @Show()
  async showWeeks(visit: Visit): Promise<Page> {
    return page('shorter-weeks/desk', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Show(':weekId')
  async showWeek(visit: Visit): Promise<Page> {
    return page('shorter-weeks/desk', { ...(await this.model(visit, visit.id('weekId'))), form: emptyForm() });
  }

  @Press(':weekId', NotedWeekForm)
  noteAnswer(visit: Visit<NotedWeekForm>): Promise<Page | Redirect> {
    const [requestId, weekId] = [visit.id('requestId'), visit.id('weekId')];
    return visit.submit(
      {
        view: 'shorter-weeks/desk',
        model: () => this.model(visit, weekId),
        refused: ({ refusal }) => refusedField('toldBy', refusal),
      },
      async ({ answer, toldBy, knownBy }) => {
        await this.weeks.noteAnswer(visit.actor, requestId, weekId, answer, { toldBy, knownBy });
        return redirect(`/rpe/demandes/${requestId}/semaine-plus-courte`, 'shorterWeek.notice.noted');
      },
    );
  }

  /** @param weekId the proposal whose form is shown; when absent, the only one that is open */
  private async model({ words, actor, id }: Visit<object>, weekId?: string): Promise<Model> {
    const { file, proposed } = await this.weeks.readAsDesk(actor, id('requestId'));
    const open = proposed.filter(({ state }) => state === 'open');
    if (weekId !== undefined && !proposed.some(({ row }) => row.id === weekId)) throw new NotFound('shorter week');
    return {
      title: words.t('shorterWeek.title'),
      number: file.dossier.number,
      base: `/rpe/demandes/${file.request.id}`,
      weeks: proposed.map((one) => this.say.model(words, one)),
      answering: weekId ?? (open.length === 1 ? open[0]!.row.id : null),
      told: this.questions.toldChoices(
        words,
        file.adults.map(({ details }) => details),
      ),
    };
  }
}
