import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import { isDay, type Day } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { BodySettings } from '../body-settings.js';
import { RecurringSessions } from '../recurring-sessions.js';
import { RecurrenceDateForm, OtherDayForm, RecurrenceForm, recurrenceIn, recurrenceValues } from './recurrence.form.js';
import { RecurrencePresenter } from './recurrence.presenter.js';

const VIEW = 'commission/planning/recurrence';
const DATE_VIEW = 'commission/planning/recurrence-date';
const pageOf = (bodyId: string): string => `/commissions/instances/${bodyId}/calendrier`;

/**
 * The sessions that come back each year: their rule is set in plain words, checked, and all dates are planned at once.
 */
@Allow(Permission.PlanSession)
@Controller('commissions/instances/:bodyId/calendrier')
export class RecurrenceController {
  constructor(
    private readonly settings: BodySettings,
    private readonly recurring: RecurringSessions,
    private readonly present: RecurrencePresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async showRecurrence(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
  ): Promise<Page> {
    return page(VIEW, await this.model(words, actor, bodyId));
  }

  @Post()
  async changeRecurrence(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(RecurrenceForm) form: Submitted<RecurrenceForm>,
  ): Promise<Page | Redirect> {
    const model = await this.model(words, actor, bodyId);
    const read = recurrenceIn(form);
    return submitForm(
      read.ok ? { ok: true, value: read.recurrence, values: form.values } : { ...read, values: form.values },
      { view: VIEW, model: () => model, refused: () => null },
      async (recurrence) => {
        await this.recurring.changeRecurrence(actor, bodyId, recurrence);
        return redirect(pageOf(bodyId), 'commission.recurrence.saved');
      },
    );
  }

  @Post('date')
  async settleDate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Form(RecurrenceDateForm) form: Submitted<RecurrenceDateForm>,
  ): Promise<Page | Redirect> {
    const model = await this.model(words, actor, bodyId);
    const isUnsaid = form.ok && form.value.act === 'move' && !isDay(form.value.suggested);
    const field = `date-${form.values['ruleDay']}`;
    // The page is shown again, with the error beside its date.
    const { values } = model['form'] as { values: Record<string, unknown> };
    return submitForm(
      alsoWrong({ ...form, values }, isUnsaid ? [{ field, message: 'commission.errors.day' }] : []),
      { view: VIEW, model: () => model, refused: ({ refusal }) => this.say.asError(words, field, refusal) },
      async ({ ruleDay, act, suggested }) => {
        const to = { skip: null, restore: undefined, move: suggested }[act];
        await this.recurring.settleDate(actor, bodyId, ruleDay, to);
        return redirect(pageOf(bodyId), 'commission.recurrence.settled');
      },
    );
  }

  @Post('planifier')
  async planDates(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
  ): Promise<Page> {
    const results = await this.recurring.planAll(actor, bodyId);
    return page(VIEW, { ...(await this.model(words, actor, bodyId)), results: this.present.results(words, results) });
  }

  @Get(':ruleDay')
  async other(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('ruleDay') ruleDay: string,
  ): Promise<Page> {
    return page(DATE_VIEW, {
      ...(await this.dateModel(words, actor, bodyId, ruleDay)),
      form: { values: {}, errors: [] },
    });
  }

  @Post(':ruleDay')
  async moveDate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('ruleDay') ruleDay: string,
    @Form(OtherDayForm) form: Submitted<OtherDayForm>,
  ): Promise<Page | Redirect> {
    const model = await this.dateModel(words, actor, bodyId, ruleDay);
    const to = readDay(form.values, 'day');
    return submitForm(
      alsoWrong(form, isDay(to) ? [] : [{ field: 'day', message: 'commission.errors.day' }]),
      { view: DATE_VIEW, model: () => model, refused: ({ refusal }) => this.say.asError(words, 'day', refusal) },
      async () => {
        await this.recurring.settleDate(actor, bodyId, ruleDay, to as Day);
        return redirect(pageOf(bodyId), 'commission.recurrence.settled');
      },
    );
  }

  private async dateModel(
    words: Translator,
    actor: Actor,
    bodyId: string,
    ruleDay: string,
  ): Promise<Record<string, unknown>> {
    const { body } = await this.settings.readSheet(actor, bodyId);
    const row = (await this.recurring.forecastDates(actor, bodyId)).find(
      (forecast) => forecast.ruleDay === ruleDay && forecast.session === null,
    );
    if (!row) throw new NotFound('date');
    return {
      id: bodyId,
      name: body.name,
      ruleDay,
      title: words.t('commission.recurrence.otherWhat', { day: words.fullDay(row.day ?? ruleDay) }),
    };
  }

  private async model(words: Translator, actor: Actor, bodyId: string): Promise<Record<string, unknown>> {
    const sheet = await this.settings.readSheet(actor, bodyId);
    const values = recurrenceValues(sheet.body.recurrence, sheet.body.rooms[0] ?? '');
    return {
      ...this.present.model(words, sheet, await this.recurring.forecastDates(actor, bodyId)),
      form: { values, errors: [] },
    };
  }
}
