import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Weekday } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Days,
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  ShowsFamily,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { OwnEstablishments } from '../own-establishments.js';
import { Preparations } from '../preparations.js';
import { EajeShorterWeekPresenter } from './shorter-week.presenter.js';

class ProposedDaysForm {
  @Days('refusal.shorterWeek.noDay') days?: Weekday | Weekday[];
}

/** A director asks a family whether the days that she has free would suit it. */
@Controller('eaje/:establishmentId/seances/:sessionId/demandes/:requestId/semaine-plus-courte')
@ShowsFamily('request', 'requestId')
@Allow(Permission.DeclarePlaces)
export class EajeShorterWeekController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly preparations: Preparations,
    private readonly presenter: EajeShorterWeekPresenter,
  ) {}

  @Get()
  async askDays(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
    @Param('requestId') requestId: string,
  ): Promise<Page> {
    const { provider, open } = await this.findSession(actor, id, sessionId);
    const request = await this.preparations.readRequest(actor, provider, open, requestId);
    return page('eaje/shorter-week', {
      ...this.presenter.model(words, provider, open, request),
      form: emptyForm({ days: request.proposable }),
    });
  }

  @Post()
  async proposeWeek(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
    @Param('requestId') requestId: string,
    @Form(ProposedDaysForm) form: Submitted<ProposedDaysForm>,
  ): Promise<Page | Redirect> {
    const { provider, open } = await this.findSession(actor, id, sessionId);
    return submitForm(
      form,
      {
        view: 'eaje/shorter-week',
        model: async () =>
          this.presenter.model(
            words,
            provider,
            open,
            await this.preparations.readRequest(actor, provider, open, requestId),
          ),
        refused: ({ refusal }) => refusedField('days', refusal),
      },
      async ({ days }) => {
        await this.preparations.proposeWeek(actor, provider, open, requestId, [days ?? []].flat());
        return redirect(`/eaje/${provider.id}/seances/${sessionId}/preparation`, 'shorterWeek.notice.proposed');
      },
    );
  }

  private async findSession(actor: Actor, id: string, sessionId: string) {
    const provider = this.own.readOwn(actor, id);
    return { provider, open: await this.preparations.findSession(provider, sessionId) };
  }
}
