import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { dayOf, isDay, timeOf, type Day } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import { YearlyTables } from '../../../../foundation/platform/yearly-tables/index.js';
import {
  alsoWrong,
  dayInputs,
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
  type FormPage,
} from '../../../../foundation/platform/web/index.js';
import { mayPlanForAll } from '../../bodies/body.policy.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { SessionAccess } from '../../session/session-access.js';
import { SessionCalendar } from '../session-calendar.js';
import { SessionLists } from '../session-lists.js';
import { CalendarPresenter } from './calendar.presenter.js';
import { MoveSessionForm, PlanForm } from './planning.form.js';
import { alternativesIn, passedIn, sittingOf } from './sitting-fields.js';

/** The field of each refusal that is not about the day. */
const FIELDS: Record<string, string> = { 'session.roomTaken': 'room', 'session.entryFrom': 'entryFrom' };

type Values = Record<string, unknown>;

/** The agendas of all bodies: planning and moving. */
@Controller('commissions')
export class CalendarController {
  constructor(
    private readonly sessions: SessionCalendar,
    private readonly lists: SessionLists,
    private readonly access: SessionAccess,
    private readonly presenter: CalendarPresenter,
    private readonly say: Sentences,
    private readonly yearly: YearlyTables,
  ) {}

  @Allow(Permission.ReadSession)
  @Get()
  async calendar(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('page') coming?: string,
    @Query('passees') past?: string,
  ): Promise<Page> {
    const mayPlan = (await this.lists.listPlannable(actor)).length > 0;
    const tables = this.presenter.tables(
      words,
      await this.lists.listComing(actor, Number(coming)),
      await this.lists.listPast(actor, Number(past)),
    );
    const forAll = mayPlanForAll(actor);
    return page('commission/planning/calendar', {
      ...tables,
      mayPlan,
      maySettle: mayPlan || forAll,
      yearly: forAll ? this.presenter.remarks(words, await this.yearly.listRemarks()) : [],
    });
  }

  @Allow(Permission.PlanSession)
  @Get('nouvelle')
  async planning(@CurrentActor() actor: Actor): Promise<Page> {
    return page('commission/planning/plan', {
      ...(await this.planModel(actor)),
      form: { values: { reoffer: 'yes', time: '14:00' }, errors: [] },
    });
  }

  @Allow(Permission.PlanSession)
  @Post('nouvelle')
  async planSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(PlanForm) form: Submitted<PlanForm>,
  ): Promise<Page | Redirect> {
    const { wrong, day, time } = sittingOf(form);
    const entryFrom = readDay(form.values, 'entryFrom');
    if (!isDay(entryFrom)) wrong.push({ field: 'entryFrom', message: 'commission.errors.entryFrom' });
    const model = await this.planModel(actor);
    return submitForm(alsoWrong(form, wrong), this.formPage(words, model, form.values, day), async (value) => {
      const wanted = {
        bodyId: value.bodyId,
        day: day!,
        time: time!,
        room: value.room,
        entryFrom: entryFrom as Day,
        reofferAllowed: value.reoffer === 'yes',
      };
      await this.sessions.planSession(actor, wanted, confirmedIn(value));
      return redirect('/commissions', 'commission.notice.planned');
    });
  }

  @Allow(Permission.PlanSession)
  @Get(':id/deplacer')
  async moving(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { session, ...model } = await this.moveModel(actor, id);
    const values = {
      ...dayInputs('day', dayOf(session.startsAt)),
      time: timeOf(session.startsAt),
      room: session.room,
      version: session.version,
    };
    return page('commission/planning/plan', { ...model, form: { values, errors: [] } });
  }

  @Allow(Permission.PlanSession)
  @Post(':id/deplacer')
  async moveSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(MoveSessionForm) form: Submitted<MoveSessionForm>,
  ): Promise<Page | Redirect> {
    const { session: _session, ...model } = await this.moveModel(actor, id);
    const { wrong, day, time } = sittingOf(form);
    return submitForm(alsoWrong(form, wrong), this.formPage(words, model, form.values, day), async (value) => {
      const wanted = { day: day!, time: time!, room: value.room };
      await this.sessions.moveSession(actor, id, wanted, value.version, confirmedIn(value));
      return redirect(`/commissions/${id}`, 'commission.notice.moved');
    });
  }

  private async planModel(actor: Actor): Promise<Values> {
    const bodies = await this.lists.listPlannable(actor);
    return {
      bodies: bodies.map((body) => ({ value: body.id, text: body.name })),
      noticeDays: Math.max(...bodies.map((body) => body.noticeDays)),
    };
  }

  private async moveModel(actor: Actor, id: string) {
    const { session, body } = await this.access.readSession(actor, id);
    return { session, moving: { id, title: body.name }, noticeDays: body.noticeDays };
  }

  /** The form when it is shown again: what collides, and the nearest possible days as buttons. */
  private formPage(words: Translator, model: Values, values: Values, day: Day | null): FormPage {
    return {
      view: 'commission/planning/plan',
      model: () => model,
      refused: ({ refusal }) => ({
        model: { alternatives: alternativesIn(words, refusal), passed: passedIn(words, refusal) },
        values: { ...values, ...dayInputs('day', day!), confirmedDay: day! },
        errors: [this.say.asError(words, FIELDS[refusal.code] ?? 'day', refusal)],
      }),
    };
  }
}

const confirmedIn = ({ confirmedDay }: MoveSessionForm): Day | null => (isDay(confirmedDay) ? confirmedDay : null);
