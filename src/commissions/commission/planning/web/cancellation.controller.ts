import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { mayPlanFor } from '../../bodies/body.policy.js';
import { CANCELLATION_REASONS } from '../../domain/cancellation.js';
import { allows } from '../../domain/session-lifecycle.js';
import { SessionAccess } from '../../session/session-access.js';
import { SessionCalendar } from '../session-calendar.js';
import { CancellationForm } from './planning.form.js';

const VIEW = 'commission/planning/cancellation';

/** Cancels a session: what follows, why, and then at one press. */
@Controller('commissions/:id/annuler')
@Allow(Permission.PlanSession)
export class CancellationController {
  constructor(
    private readonly sessions: SessionCalendar,
    private readonly access: SessionAccess,
    private readonly say: Sentences,
  ) {}

  @Get()
  async askReason(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const model = await this.model(words, actor, id);
    return page(VIEW, { ...model, form: { values: {}, errors: [] } });
  }

  @Post()
  async cancelSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(CancellationForm) form: Submitted<CancellationForm>,
  ): Promise<Page | Redirect> {
    const model = await this.model(words, actor, id);
    return submitForm(
      form,
      {
        view: VIEW,
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => this.say.asError(words, 'reason', refusal),
      },
      async ({ version, reason }) => {
        await this.sessions.cancelSession(actor, model.id, reason, version);
        return redirect('/commissions', 'commission.notice.cancelled');
      },
    );
  }

  private async model(words: Translator, actor: Actor, id: string) {
    const { session, body } = await this.access.readSession(actor, id);
    if (!mayPlanFor(actor, body.id)) throw new NotFound('session');
    return {
      id: session.id,
      version: session.version,
      mayCancel: allows(session.state, 'cancel'),
      title: words.t('commission.session.cancel'),
      heading: words.t('commission.session.title', { body: body.name, day: words.fullDay(dayOf(session.startsAt)) }),
      reasons: CANCELLATION_REASONS.map((reason) => ({
        value: reason,
        text: words.t(`commission.cancellation.reason.${reason}`),
      })),
    };
  }
}
