import { Controller, Get, Param, Post } from '@nestjs/common';
import { QuestionPresenter } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
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
import { OtherDaysAsked } from '../other-days-asked.js';
import { fieldOf, NotedOtherDaysForm, readOtherDays } from './other-days.form.js';
import { OtherDaysPresenter } from './other-days.presenter.js';

type Model = Record<string, unknown>;

/** The desk notes which other days a family asks for, by telephone or at the counter. */
@Controller('rpe/demandes/:requestId/autres-jours')
@Allow(Permission.TriageRequests)
export class DeskOtherDaysController {
  constructor(
    private readonly days: OtherDaysAsked,
    private readonly presenter: OtherDaysPresenter,
    private readonly questions: QuestionPresenter,
  ) {}

  @Get()
  async showDays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('other-days/desk', await this.model(words, actor, id));
  }

  @Post()
  async noteDays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(NotedOtherDaysForm) submitted: Submitted<NotedOtherDaysForm>,
  ): Promise<Page | Redirect> {
    const { form, asked } = readOtherDays(submitted);
    return submitForm(
      form,
      {
        view: 'other-days/desk',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => refusedField(fieldOf(refusal.code), refusal),
      },
      async ({ toldBy, knownBy }) => {
        await this.days.askDays(actor, id, asked, { toldBy, knownBy });
        return redirect(this.here(id), 'otherDays.notice.noted');
      },
    );
  }

  @Post('retirer')
  async withdrawDays(@CurrentActor() actor: Actor, @Param('requestId') id: string): Promise<Redirect> {
    await this.days.withdrawDays(actor, id);
    return redirect(this.here(id), 'otherDays.notice.withdrawn');
  }

  private readonly here = (id: string): string => `/rpe/demandes/${id}/autres-jours`;

  private async model(words: Translator, actor: Actor, id: string): Promise<Model> {
    const place = await this.days.readPlace(actor, id);
    return {
      ...this.presenter.model(words, place),
      here: this.here(id),
      back: `/rpe/demandes/${id}`,
      told: this.questions.toldChoices(
        words,
        place.file.adults.map(({ details }) => details),
      ),
    };
  }
}
