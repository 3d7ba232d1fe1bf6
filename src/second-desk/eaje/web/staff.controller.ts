import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
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
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { OwnEstablishments } from '../own-establishments.js';
import { StaffPlans } from '../staff-plans.js';
import { neededDay } from './eaje-words.js';
import { judgeWalkingMonths, readAdults, StaffRuleForm, StaffWeekForm, StaffWeekRemovalForm } from './staff.form.js';
import { StaffPresenter } from './staff.presenter.js';

/** The adults of an establishment: its rule, and how many are there by half-day. */
@Controller('eaje/:establishmentId/equipe')
@Allow(Permission.DeclarePlaces)
export class EajeStaffController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly plans: StaffPlans,
    private readonly clock: Clock,
    private readonly presenter: StaffPresenter,
  ) {}

  @Get()
  async showStaff(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    return page('eaje/staff', await this.model(words, this.own.readOwn(actor, id)));
  }

  @Post('regle')
  async chooseRule(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(StaffRuleForm) form: Submitted<StaffRuleForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      alsoWrong(await this.keepTyped(provider, form), judgeWalkingMonths(form.values['walkingMonths'] ?? '')),
      this.formPage(words, provider, 'rule'),
      async ({ version, rule, walkingMonths }) => {
        const chosen = { rule, walkingMonths: Number(walkingMonths) };
        await this.plans.chooseRule(actor, provider, Number(version), chosen);
        return redirect(`/eaje/${provider.id}/equipe`, 'eaje.notice.staffRule');
      },
    );
  }

  @Post('semaines')
  async enterWeek(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(StaffWeekForm) form: Submitted<StaffWeekForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const wrong: FieldError[] = [];
    const from = neededDay(form.values, 'from', wrong);
    const adults = readAdults(form.values['seats[]'], wrong);
    return submitForm(
      alsoWrong(await this.keepTyped(provider, form), wrong),
      this.formPage(words, provider, 'from', form.values['seats[]']),
      async ({ version }) => {
        await this.plans.enterWeek(actor, provider, Number(version), { from, adults });
        return redirect(`/eaje/${provider.id}/equipe`, 'eaje.notice.staffWeek');
      },
    );
  }

  @Post('semaines/retirer')
  async removeWeek(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(StaffWeekRemovalForm) form: Submitted<StaffWeekRemovalForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      await this.keepTyped(provider, form),
      this.formPage(words, provider, 'weeks'),
      async ({ version, from }) => {
        await this.plans.removeWeek(actor, provider, Number(version), from);
        return redirect(`/eaje/${provider.id}/equipe`, 'eaje.notice.staffWeekRemoved');
      },
    );
  }

  /** What was sent, and in the other form of the page what it holds: both stay filled in when one is refused. */
  private async keepTyped<T>(provider: Provider, form: Submitted<T>): Promise<Submitted<T>> {
    const held = this.presenter.formValues(await this.plans.readPlan(provider), this.clock.today());
    return { ...form, values: { ...held, ...form.values } };
  }

  /** @param field the one that a refusal is about @param typed the numbers of adults that were sent */
  private formPage(words: Translator, provider: Provider, field: string, typed?: unknown): FormPage {
    return {
      view: 'eaje/staff',
      model: () => this.model(words, provider, typed),
      refused: ({ refusal }) => refusedField(field, refusal),
    };
  }

  private async model(words: Translator, provider: Provider, typed?: unknown): Promise<Record<string, unknown>> {
    return this.presenter.pageModel(words, provider, await this.plans.readPlan(provider), this.clock.today(), typed);
  }
}
