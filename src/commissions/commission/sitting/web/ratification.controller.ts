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
import { Ratifications } from '../ratifications.js';
import { SessionQueries } from '../session-queries.js';
import { RatificationForm } from './sitting.form.js';
import { SittingPresenter } from './sitting.presenter.js';

/** The emergency admissions that a session ratifies, or not. */
@Controller('commissions/:id')
export class RatificationController {
  constructor(
    private readonly ratifications: Ratifications,
    private readonly queries: SessionQueries,
    private readonly presenter: SittingPresenter,
    private readonly say: Sentences,
  ) {}

  @Allow(Permission.RunSession)
  @Get('urgences/:placementId')
  async ratifying(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('placementId') placementId: string,
  ): Promise<Page> {
    return page('commission/sitting/ratification', await this.emergency(words, actor, id, placementId));
  }

  @Allow(Permission.RunSession)
  @Post('urgences/:placementId')
  async ratify(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('placementId') placementId: string,
    @Form(RatificationForm) form: Submitted<RatificationForm>,
  ): Promise<Page | Redirect> {
    const model = await this.emergency(words, actor, id, placementId);
    const lastDay = readDay(form.values, 'lastDay');
    const isUndated = form.values['verdict'] === 'no' && !isDay(lastDay);
    return submitForm(
      alsoWrong(form, isUndated ? [{ field: 'lastDay', message: 'commission.errors.lastDay' }] : []),
      {
        view: 'commission/sitting/ratification',
        model: () => model,
        refused: ({ refusal }) => this.say.asError(words, 'lastDay', refusal),
      },
      async ({ verdict, version }) => {
        if (verdict === 'yes') await this.ratifications.ratifyAdmission(actor, id, placementId, version);
        else await this.ratifications.refuseAdmission(actor, id, placementId, lastDay as Day, version);
        return redirect(
          `/commissions/${id}/seance`,
          verdict === 'yes' ? 'commission.notice.ratified' : 'commission.notice.unratified',
        );
      },
    );
  }

  private async emergency(
    words: Translator,
    actor: Actor,
    id: string,
    placementId: string,
  ): Promise<Record<string, unknown>> {
    const model = this.presenter.emergency(
      words,
      await this.queries.readSitting(actor, id),
      placementId,
      this.ratifications.earliestLastDay(),
    );
    if (!model) throw new NotFound('placement');
    return model;
  }
}
