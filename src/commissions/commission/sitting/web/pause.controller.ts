import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import { dayOf, timeOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  dayInputs,
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
import { ButtonForm } from '../../planning/web/planning.form.js';
import { alternativesIn, sittingOf } from '../../planning/web/sitting-fields.js';
import { Pauses } from '../pauses.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { PauseForm } from './sitting.form.js';

/** A session that goes on another day. */
@Controller('commissions/:id')
export class PauseController {
  constructor(
    private readonly queries: SessionQueries,
    private readonly pauses: Pauses,
    private readonly say: Sentences,
  ) {}

  @Allow(Permission.RunSession)
  @Get('pause')
  async pausing(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const sitting = await this.readRunnable(actor, id);
    const next = sitting.session.state === 'suspended' ? sitting.days.at(-1) : undefined;
    const { session } = sitting;
    const values = {
      version: session.version,
      room: next?.room ?? session.room,
      time: timeOf(next?.startsAt ?? session.startsAt),
      ...(next ? dayInputs('day', dayOf(next.startsAt)) : {}),
    };
    return page('commission/sitting/pause', { ...this.model(words, sitting), form: { values, errors: [] } });
  }

  @Allow(Permission.RunSession)
  @Post('pause')
  async pause(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(PauseForm) form: Submitted<PauseForm>,
  ): Promise<Page | Redirect> {
    const model = this.model(words, await this.readRunnable(actor, id));
    const { wrong, day, time } = sittingOf(form);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'commission/sitting/pause',
        model: () => model,
        refused: async ({ refusal }) => ({
          model: { alternatives: alternativesIn(words, refusal) },
          values: {
            ...form.values,
            ...dayInputs('day', day!),
            version: (await this.readRunnable(actor, id)).session.version,
          },
          errors: [this.say.asError(words, refusal.code === 'session.roomTaken' ? 'room' : 'day', refusal)],
        }),
      },
      async ({ room, version }) => {
        await this.pauses.pauseSession(actor, id, { day: day!, time: time!, room }, version);
        return redirect(`/commissions/${id}/seance`, 'commission.notice.paused');
      },
    );
  }

  @Allow(Permission.RunSession)
  @Post('reprise')
  async resumeSession(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(ButtonForm) form: Submitted<ButtonForm>,
  ): Promise<Redirect> {
    const version = form.ok ? form.value.version : -1;
    await this.pauses.resumeSession(actor, id, version);
    return redirect(`/commissions/${id}/presences`, 'commission.notice.resumed');
  }

  private model({ t }: Translator, { session }: Sitting): Record<string, unknown> {
    return {
      id: session.id,
      heading: t(session.state === 'suspended' ? 'commission.pause.again' : 'commission.pause.title'),
    };
  }

  private async readRunnable(actor: Actor, id: string): Promise<Sitting> {
    const sitting = await this.queries.readSitting(actor, id);
    if (!sitting.mayRun || !['open', 'suspended'].includes(sitting.session.state)) throw new NotFound('session');
    return sitting;
  }
}
