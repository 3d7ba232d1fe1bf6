import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, Length } from 'class-validator';
import { Clock } from '../../../foundation/kernel/clock.js';
import { addDays, mondayOf } from '../../../foundation/kernel/time.js';
import { Occupancy } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Closings, type Provider } from '../../../offer/supply/index.js';
import { CommissionDoor } from '../commission-door.js';
import { OwnEstablishments } from '../own-establishments.js';
import { DaysOff } from '../days-off.js';
import { StaffingReader } from '../staffing.js';
import { dayParameter, neededDay } from './eaje-words.js';
import { StaffingPresenter } from './staffing.presenter.js';
import { WeekPresenter } from './week.presenter.js';

class ClosingForm {
  @IsOptional() @IsString() fromDay?: string;
  @IsOptional() @IsString() fromMonth?: string;
  @IsOptional() @IsString() fromYear?: string;
  @IsOptional() @IsString() toDay?: string;
  @IsOptional() @IsString() toMonth?: string;
  @IsOptional() @IsString() toYear?: string;

  @Length(1, 80, { message: 'eaje.errors.reason' })
  reason: string;
}

/** Refusals of a closing period that are shown at its last day. */
const ABOUT_THE_END: readonly string[] = ['closing.order', 'closing.tooFar'];

/** The week of an establishment: which places are taken on each half-day, and the days on which it is closed. */
@Controller('eaje/:establishmentId/semaine')
@Allow(Permission.DeclarePlaces)
export class EajeWeekController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly occupancy: Occupancy,
    private readonly closings: Closings,
    private readonly commissions: CommissionDoor,
    private readonly clock: Clock,
    private readonly staffing: StaffingReader,
    private readonly daysOff: DaysOff,
    private readonly presenter: WeekPresenter,
    private readonly staffPresenter: StaffingPresenter,
  ) {}

  @Get()
  async showWeek(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query('du') from?: string,
  ): Promise<Page> {
    return page('eaje/week', await this.model(words, actor, this.own.readOwn(actor, id), from));
  }

  @Post('fermetures')
  async closeDays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(ClosingForm) form: Submitted<ClosingForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const wrong: FieldError[] = [];
    const [from, to] = [neededDay(form.values, 'from', wrong), neededDay(form.values, 'to', wrong)];
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'eaje/week',
        model: () => this.model(words, actor, provider, from),
        refused: ({ refusal }) => refusedField(ABOUT_THE_END.includes(refusal.code) ? 'to' : 'from', refusal),
      },
      async ({ reason }) => {
        await this.closings.declareClosing(actor, { providerId: provider.id, from, to, reason });
        return redirect(`/eaje/${provider.id}/semaine?du=${from}`, 'eaje.notice.closingDeclared');
      },
    );
  }

  @Post('fermetures/:closingId/retirer')
  async reopenDays(
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('closingId') closingId: string,
  ): Promise<Redirect> {
    const provider = this.own.readOwn(actor, id);
    await this.closings.removeClosing(actor, provider.id, closingId);
    return redirect(`/eaje/${provider.id}/semaine`, 'eaje.notice.closingRemoved');
  }

  private async model(
    words: Translator,
    actor: Actor,
    provider: Provider,
    from?: string,
  ): Promise<Record<string, unknown>> {
    const monday = mondayOf(dayParameter(from, this.clock.today()));
    const closings = await this.closings.listFrom(
      provider.id,
      monday < this.clock.today() ? monday : this.clock.today(),
    );
    const week = await this.occupancy.weekOf(provider.id, monday);
    const proposed = await this.commissions.proposedIn(provider.id);
    const { closures } = await this.daysOff.readFrom(actor, provider, monday);
    const sudden = closures.filter((closure) => closure.from <= addDays(monday, 6));
    const staffing = await this.staffing.readWeek(actor, provider, monday, week);
    return {
      ...this.presenter.weekModel(words, provider, monday, { week, closings, proposed, sudden }),
      staff: staffing && this.staffPresenter.weekModel(words, provider, staffing),
    };
  }
}
