import { Controller, Get, Param, Post } from '@nestjs/common';
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
import { fieldOf, OtherDaysForm, readOtherDays } from './other-days.form.js';
import { OtherDaysPresenter } from './other-days.presenter.js';

type Model = Record<string, unknown>;

/** A family asks for other days than those of its child's place. */
@Controller('mon-dossier/demandes/:requestId/autres-jours')
@Allow(Permission.FollowDossier)
export class FamilyOtherDaysController {
  constructor(
    private readonly days: OtherDaysAsked,
    private readonly presenter: OtherDaysPresenter,
  ) {}

  @Get()
  async showDays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('other-days/family', await this.model(words, actor, id));
  }

  @Post()
  async askDays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(OtherDaysForm) submitted: Submitted<OtherDaysForm>,
  ): Promise<Page | Redirect> {
    const { form, asked } = readOtherDays(submitted);
    return submitForm(
      form,
      {
        view: 'other-days/family',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => refusedField(fieldOf(refusal.code), refusal),
      },
      async () => {
        await this.days.askDays(actor, id, asked);
        return redirect(this.here(id), 'otherDays.notice.asked');
      },
    );
  }

  @Post('retirer')
  async withdrawDays(@CurrentActor() actor: Actor, @Param('requestId') id: string): Promise<Redirect> {
    await this.days.withdrawDays(actor, id);
    return redirect(this.here(id), 'otherDays.notice.withdrawn');
  }

  private readonly here = (id: string): string => `/mon-dossier/demandes/${id}/autres-jours`;

  private async model(words: Translator, actor: Actor, id: string): Promise<Model> {
    return {
      ...this.presenter.model(words, await this.days.readPlace(actor, id)),
      here: this.here(id),
      back: '/mon-dossier',
    };
  }
}
