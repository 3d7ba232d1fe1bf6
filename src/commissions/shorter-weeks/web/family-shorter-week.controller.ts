import { Controller, Get, Param, Post } from '@nestjs/common';
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
import { WeekAnswerForm } from './shorter-week.forms.js';

type Model = Record<string, unknown>;
const HERE = '/mon-dossier/semaine-plus-courte';

/** A family says whether the fewer days that a nursery proposes would suit it. */
@Controller('mon-dossier/semaine-plus-courte')
@Allow(Permission.FollowDossier)
export class FamilyShorterWeekController {
  constructor(
    private readonly weeks: ShorterWeeks,
    private readonly say: ShorterWeekWords,
  ) {}

  @Get()
  async showWeeks(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('shorter-weeks/family', { ...(await this.model(words, actor)), form: emptyForm() });
  }

  @Post(':weekId')
  async answer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('weekId') id: string,
    @Form(WeekAnswerForm) form: Submitted<WeekAnswerForm>,
  ): Promise<Page | Redirect> {
    if (!(await this.weeks.listOwn(actor)).some(({ row }) => row.id === id)) throw new NotFound('shorter week');
    return submitForm(
      form,
      {
        view: 'shorter-weeks/family',
        model: () => this.model(words, actor),
        refused: ({ refusal }) => refusedField('answer', refusal),
      },
      async ({ answer }) => {
        await this.weeks.answerAsFamily(actor, id, answer);
        return redirect(HERE, 'shorterWeek.notice.answered');
      },
    );
  }

  private async model(words: Translator, actor: Actor): Promise<Model> {
    const own = await this.weeks.listOwn(actor);
    return { title: words.t('shorterWeek.title'), weeks: own.map((one) => this.say.model(words, one)) };
  }
}
