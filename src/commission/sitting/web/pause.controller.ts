import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../kernel/refusal.js';
import { dayOf, isDay, timeOf } from '../../../kernel/time.js';
import type { Translator } from '../../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../platform/security/index.js';
import {
  dayInputs,
  Form,
  page,
  redirect,
  refusedBy,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { ButtonForm } from '../../planning/web/planning.form.js';
import { sittingOf } from '../../planning/web/sitting-fields.js';
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
    const sitting = await this.run(actor, id);
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
    const model = this.model(words, await this.run(actor, id));
    const { errors, day, time } = sittingOf(form);
    if (!form.ok || errors.length > 0)
      return refusedPage('commission/sitting/pause', model, { values: form.values, errors });
    const { room, version } = form.value;
    const refused = await refusedBy(this.pauses.pause(actor, id, { day: day!, time: time!, room }, version));
    if (!refused) return redirect(`/commissions/${id}/seance`, 'commission.notice.paused');
    const alternatives = String(refused.refusal.facts?.['alternatives'] ?? '')
      .split(' ')
      .filter(isDay)
      .map((one) => ({ value: one, text: words.fullDay(one) }));
    const field = refused.refusal.code === 'session.roomTaken' ? 'room' : 'day';
    const { session } = await this.run(actor, id);
    return refusedPage(
      'commission/sitting/pause',
      { ...model, alternatives },
      {
        values: { ...form.values, ...dayInputs('day', day!), version: session.version },
        errors: [this.say.asError(words, field, refused.refusal)],
      },
      refused.status,
    );
  }

  @Allow(Permission.RunSession)
  @Post('reprise')
  async resume(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(ButtonForm) form: Submitted<ButtonForm>,
  ): Promise<Redirect> {
    const version = form.ok ? form.value.version : -1;
    await this.pauses.resume(actor, id, version);
    return redirect(`/commissions/${id}/presences`, 'commission.notice.resumed');
  }

  private model({ t }: Translator, { session }: Sitting): Record<string, unknown> {
    return {
      id: session.id,
      heading: t(session.state === 'suspended' ? 'commission.pause.again' : 'commission.pause.title'),
    };
  }

  private async run(actor: Actor, id: string): Promise<Sitting> {
    const sitting = await this.queries.sitting(actor, id);
    if (!sitting.mayRun || !['open', 'suspended'].includes(sitting.session.state)) throw new NotFound('session');
    return sitting;
  }
}
