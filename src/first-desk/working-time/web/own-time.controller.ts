import { Controller, Get, Post, Query } from '@nestjs/common';
import { NotFound, type Refusal } from '../../../foundation/kernel/refusal.js';
import { isDay, isoWeekday, mondayOf } from '../../../foundation/kernel/time.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  csvOf,
  Download,
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  TakesFields,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { timesOf } from '../domain/done-here.js';
import { MISSION_LIST } from '../domain/missions.js';
import { monthsOf } from '../domain/working-period.js';
import { daysOfWeek, type SpentTime } from '../domain/working-week.js';
import { OwnWeeks } from '../own-weeks.js';
import { fieldId, OwnWeekForm, readHours, typedHours } from './own-time.form.js';
import { OwnTimePresenter, STARTS, type Start } from './own-time.presenter.js';

const PAGE = '/rpe/temps';
/** Seven days of forty missions. */
const MOST_FIELDS = 400;

/** The working time of an agent: a week to fill in, and its own totals. */
@Controller('rpe/temps')
@Allow(Permission.EnterWorkingTime)
export class OwnTimeController {
  constructor(
    private readonly weeks: OwnWeeks,
    private readonly presenter: OwnTimePresenter,
    private readonly choices: ChoiceLists,
  ) {}

  /** @param start with which hours the week is shown, to be saved as they are or changed */
  @Get()
  async showWeek(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('semaine') week?: string,
    @Query('reprise') start?: string,
    @Query('jours') days?: string,
  ): Promise<Page> {
    const model = await this.weekModel(words, actor, week, {
      start: STARTS.find((one) => one === start) ?? null,
      wholeWeek: days === '7',
    });
    return page('working-time/week', { ...model, form: emptyForm() });
  }

  @TakesFields(MOST_FIELDS)
  @Post()
  async saveWeek(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(OwnWeekForm) form: Submitted<OwnWeekForm>,
  ): Promise<Page | Redirect> {
    const said = String(form.values['monday'] ?? '');
    const isWeek = isDay(said) && said === mondayOf(said);
    // What was typed for no week is shown on the present one.
    const monday = isWeek ? said : this.weeks.currentMonday();
    const known = (await this.choices.readEntries(MISSION_LIST)).map(({ code }) => code);
    const { times, errors } = isWeek
      ? readHours(words, form.values, daysOfWeek(monday), known)
      : { times: [], errors: [{ field: 'hours', message: 'workingTime.errors.week' }] };
    return submitForm(
      alsoWrong(form, errors),
      {
        view: 'working-time/week',
        model: async () => {
          // Nothing is proposed again beside what was typed.
          const shown = { start: 'vide' as const, wholeWeek: form.values['days'] === '7' };
          const kept = await this.weekModel(words, actor, monday, shown);
          return this.presenter.withTyped(kept, typedHours(form.values));
        },
        refused: ({ refusal }) => this.refusedField(words, refusal, times),
      },
      async ({ version }) => {
        await this.weeks.saveWeek(actor, monday, Number(version), times);
        return redirect(`${PAGE}?semaine=${monday}`, 'workingTime.notice.saved');
      },
    );
  }

  /** A day that has too many hours is told at the first field of that day. */
  private refusedField(words: Translator, refusal: Refusal, times: readonly SpentTime[]): FieldError {
    const time = times.find(({ day }) => day === refusal.facts?.['day']);
    return time === undefined
      ? refusedField('hours', refusal)
      : refusedField(fieldId(time.mission, isoWeekday(time.day) - 1), {
          code: refusal.code,
          facts: { day: words.fullDay(time.day) },
        });
  }

  @Get('totaux')
  async showTotals(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('periode') period?: string,
  ): Promise<Page> {
    const { chosen, first } = await this.periodOf(actor, period);
    const times = await this.weeks.sumMonths(actor, monthsOf(chosen)!);
    return page('working-time/totals', this.presenter.totalsModel(words, chosen, first, times));
  }

  @Get('totaux.csv')
  async downloadTotals(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('periode') period?: string,
  ): Promise<Download> {
    const { chosen } = await this.periodOf(actor, period);
    const times = await this.weeks.sumMonths(actor, monthsOf(chosen)!);
    return new Download(
      csvOf(this.presenter.csvLines(words, times)),
      `marelle-mon-temps-${chosen}.csv`,
      'text/csv; charset=utf-8',
    );
  }

  private async periodOf(actor: Actor, period: string | undefined): Promise<{ chosen: string; first: string }> {
    const chosen = period ?? this.weeks.currentMonday().slice(0, 7);
    if (monthsOf(chosen) === null) throw new NotFound('period');
    return { chosen, first: await this.weeks.findFirstMonth(actor) };
  }

  private async weekModel(
    words: Translator,
    actor: Actor,
    typed: string | undefined,
    shown: { readonly start: Start | null; readonly wholeWeek: boolean },
  ): Promise<Record<string, unknown>> {
    const day = typed ?? this.weeks.currentMonday();
    if (!isDay(day)) throw new NotFound('week');
    const week = await this.weeks.readWeek(actor, day);
    const done = await this.weeks.listNotEntered(actor, week);
    // A week that is not saved yet is filled from what was done here.
    const start = shown.start ?? (week.version === 0 && done.length > 0 ? 'notes' : null);
    const times = {
      oui: () => this.weeks.proposeFromLastWeek(actor, week.monday),
      notes: () => [...week.times, ...timesOf(done)],
      vide: () => week.times,
    }[start ?? 'vide']();
    return this.presenter.weekModel(words, week, await times, { ...shown, start, done });
  }
}
