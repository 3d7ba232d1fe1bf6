import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  readWeek,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Closings } from '../closings.js';
import { OpeningTimes } from '../opening-times.js';
import { ProviderBook } from '../provider-book.js';
import {
  ClosingDaysForm,
  HoursForm,
  neededFrom,
  neededText,
  optionalTo,
  SeenForm,
  shownAgain,
} from './provider-forms.js';
import { ProviderEditor } from './provider-editor.presenter.js';

/** When a provider is open: its hours, and the days on which it closes. */
@Controller('offre/:providerId')
@Allow(Permission.ManageProviders)
export class ProviderHoursController {
  constructor(
    private readonly book: ProviderBook,
    private readonly times: OpeningTimes,
    private readonly closings: Closings,
    private readonly clock: Clock,
    private readonly editor: ProviderEditor,
  ) {}

  @Get('horaires')
  showHours(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('providerId') id: string): Page {
    return page('supply/hours', this.editor.hoursModel(words, this.book.read(actor, id)));
  }

  @Post('horaires')
  setHours(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(HoursForm) form: Submitted<HoursForm>,
  ): Promise<Page | Redirect> {
    const provider = this.book.read(actor, id);
    const wrong: FieldError[] = [];
    const from = neededFrom(form.values, wrong);
    const to = optionalTo(form.values, wrong);
    const { schedule: week, unreadable } = readWeek(form.values);
    wrong.push(...unreadable.map((field) => ({ field, message: 'provider.errors.time' })));
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'supply/hours',
        model: () => this.editor.hoursModel(words, provider),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id)),
      },
      async ({ version }) => {
        await this.times.setHours(actor, id, Number(version), { from, to, week });
        return redirect(`/offre/${id}`, 'provider.notice.saved');
      },
    );
  }

  @Post('horaires/:hoursId/retirer')
  dropHours(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('hoursId') hoursId: string,
    @Form(SeenForm) form: Submitted<SeenForm>,
  ): Promise<Page | Redirect> {
    const provider = this.book.read(actor, id);
    return submitForm(
      form,
      {
        view: 'supply/hours',
        model: () => this.editor.hoursModel(words, provider),
        refused: async (no) => shownAgain({}, no, await this.book.currentVersion(id)),
      },
      async ({ version }) => {
        await this.times.dropHours(actor, id, Number(version), hoursId);
        return redirect(`/offre/${id}/horaires`, 'provider.notice.saved');
      },
    );
  }

  @Get('fermetures')
  async showClosings(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
  ): Promise<Page> {
    return page('supply/closings', await this.closingsModel(words, actor, id));
  }

  @Post('fermetures')
  declareClosing(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ClosingDaysForm) form: Submitted<ClosingDaysForm>,
  ): Promise<Page | Redirect> {
    this.book.read(actor, id);
    const wrong: FieldError[] = [];
    const from = neededFrom(form.values, wrong);
    const to = optionalTo(form.values, wrong) ?? from;
    const reason = neededText(form.values, 'reason', 'provider.errors.reason', wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'supply/closings',
        model: () => this.closingsModel(words, actor, id),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id)),
      },
      async ({ yearly }) => {
        await this.closings.declareClosing(actor, { providerId: id, from, to, reason, yearly: yearly === 'yes' });
        return redirect(`/offre/${id}/fermetures`, 'provider.notice.saved');
      },
    );
  }

  @Post('fermetures/:closingId/retirer')
  async removeClosing(
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('closingId') closingId: string,
    @Form(SeenForm) _form: Submitted<SeenForm>,
  ): Promise<Redirect> {
    await this.closings.removeClosing(actor, id, closingId);
    return redirect(`/offre/${id}/fermetures`, 'provider.notice.saved');
  }

  private async closingsModel(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const provider = this.book.read(actor, id);
    return this.editor.closingsModel(words, provider, await this.closings.listFrom(id, this.clock.today()));
  }
}
