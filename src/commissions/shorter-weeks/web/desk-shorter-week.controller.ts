import { Controller, Get, Param, Post } from '@nestjs/common';
import { QuestionPresenter } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ShorterWeeks } from '../shorter-weeks.js';
import { ShorterWeekWords } from './shorter-week-words.js';
import { NotedWeekForm } from './shorter-week.forms.js';

type Model = Record<string, unknown>;

/** The desk reads which fewer days were proposed to one of its families, and notes what that family says. */
@Controller('rpe/demandes/:requestId/semaine-plus-courte')
@Allow(Permission.TriageRequests)
export class DeskShorterWeekController {
  constructor(
    private readonly weeks: ShorterWeeks,
    private readonly say: ShorterWeekWords,
    private readonly questions: QuestionPresenter,
  ) {}

  @Get()
  async showWeeks(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('shorter-weeks/desk', { ...(await this.model(words, actor, id)), form: emptyForm() });
  }

  @Get(':weekId')
  async showWeek(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('weekId') weekId: string,
  ): Promise<Page> {
    return page('shorter-weeks/desk', { ...(await this.model(words, actor, id, weekId)), form: emptyForm() });
  }

  @Post(':weekId')
  noteAnswer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('weekId') weekId: string,
    @Form(NotedWeekForm) form: Submitted<NotedWeekForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'shorter-weeks/desk',
        model: () => this.model(words, actor, id, weekId),
        refused: ({ refusal }) => refusedField('toldBy', refusal),
      },
      async ({ answer, toldBy, knownBy }) => {
        await this.weeks.noteAnswer(actor, id, weekId, answer, { toldBy, knownBy });
        return redirect(`/rpe/demandes/${id}/semaine-plus-courte`, 'shorterWeek.notice.noted');
      },
    );
  }

  /** @param weekId the proposal whose form is shown; when absent, the only one that is open */
  private async model(words: Translator, actor: Actor, id: string, weekId?: string): Promise<Model> {
    const { file, proposed } = await this.weeks.readAsDesk(actor, id);
    const open = proposed.filter(({ state }) => state === 'open');
    if (weekId !== undefined && !proposed.some(({ row }) => row.id === weekId)) throw new NotFound('shorter week');
    return {
      title: words.t('shorterWeek.title'),
      number: file.dossier.number,
      base: `/rpe/demandes/${id}`,
      weeks: proposed.map((one) => this.say.model(words, one)),
      answering: weekId ?? (open.length === 1 ? open[0]!.row.id : null),
      told: this.questions.toldChoices(
        words,
        file.adults.map(({ details }) => details),
      ),
    };
  }
}
