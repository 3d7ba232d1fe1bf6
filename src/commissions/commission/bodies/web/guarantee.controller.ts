import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../../../foundation/kernel/clock.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  dayInputs,
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { GuaranteeSettings } from '../guarantee-settings.js';
import { GuaranteeForm } from './guarantee.form.js';
import { GuaranteePresenter } from './guarantee.presenter.js';
import { Sentences } from './sentences.js';

const FIELD_OF: Record<string, string> = { 'guarantee.past': 'from', 'guarantee.reasonNeeded': 'reason' };

/** The places that one establishment guarantees to families in insertion. */
@Allow(Permission.GuaranteePlaces)
@Controller('commissions/places-garanties')
export class GuaranteeController {
  constructor(
    private readonly clock: Clock,
    private readonly settings: GuaranteeSettings,
    private readonly present: GuaranteePresenter,
    private readonly say: Sentences,
  ) {}

  @Get(':establishmentId')
  async showGuarantee(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    const sheet = await this.settings.readSheet(actor, id);
    return page('commission/bodies/guarantee', {
      ...this.present.model(words, sheet),
      form: { values: { ...this.present.formValues(sheet), ...dayInputs('from', this.clock.today()) }, errors: [] },
    });
  }

  @Post(':establishmentId')
  async setGuarantee(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(GuaranteeForm) form: Submitted<GuaranteeForm>,
  ): Promise<Page | Redirect> {
    const model = this.present.model(words, await this.settings.readSheet(actor, id));
    const from = readDay(form.values, 'from');
    const wrong: FieldError[] =
      from === null || from === 'invalid' ? [{ field: 'from', message: 'commission.guarantee.errors.from' }] : [];
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'commission/bodies/guarantee',
        model: () => model,
        refused: ({ refusal }) => this.say.asError(words, FIELD_OF[refusal.code] ?? 'places', refusal),
      },
      async ({ places, way, reason, otherChildren }) => {
        await this.settings.setGuarantee(actor, id, {
          from: from!,
          places: Number(places),
          way,
          reason: reason?.trim() || null,
          otherChildren: Number(otherChildren),
        });
        return redirect(`/commissions/places-garanties/${id}`, 'commission.guarantee.saved');
      },
    );
  }
}
