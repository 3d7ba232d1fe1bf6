import { Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Clock } from '../../../../foundation/kernel/clock.js';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, Public, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { CalendarFeeds } from '../calendar-feeds.js';
import { FeedsPresenter } from './feeds.presenter.js';

class CalendarForm {
  @IsString({ message: 'commission.feeds.unknown' })
  @MaxLength(80, { message: 'commission.feeds.unknown' })
  calendar: string;
}

const calendarIn = (form: Submitted<CalendarForm>): string => {
  // Only buttons send this value, so an unknown calendar is answered as "not found".
  if (!form.ok) throw new NotFound('calendar');
  return form.value.calendar;
};

/** Calendars to follow from a telephone or an office's program. */
@Controller()
export class FeedsController {
  constructor(
    private readonly clock: Clock,
    private readonly feeds: CalendarFeeds,
    private readonly present: FeedsPresenter,
  ) {}

  @Allow(Permission.ReadSession)
  @Get('commissions/agendas')
  async listFeeds(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('commission/planning/feeds', this.present.listModel(words, await this.feeds.offeredTo(actor)));
  }

  @Allow(Permission.ReadSession)
  @Post('commissions/agendas/adresse')
  async openFeed(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(CalendarForm) form: Submitted<CalendarForm>,
  ): Promise<Page> {
    const opened = await this.feeds.openFeed(actor, calendarIn(form));
    return page('commission/planning/feeds', {
      ...this.present.listModel(words, await this.feeds.offeredTo(actor)),
      opened: this.present.opened(words, opened),
    });
  }

  @Allow(Permission.ReadSession)
  @Post('commissions/agendas/retirer')
  async revokeFeed(@CurrentActor() actor: Actor, @Form(CalendarForm) form: Submitted<CalendarForm>): Promise<Redirect> {
    await this.feeds.revokeFeed(actor, calendarIn(form));
    return redirect('/commissions/agendas', 'commission.notice.feedRevoked');
  }

  /** Programs that hold the address read it every hour. When nothing has changed, no text is sent. */
  @Public()
  @Get('agendas/:id/:secret/marelle.ics')
  async readFeed(
    @Words() words: Translator,
    @Param('id') id: string,
    @Param('secret') secret: string,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') held?: string,
  ): Promise<void> {
    const { text, mark } = this.present.calendarFile(
      words,
      await this.feeds.readSessions(id, secret),
      this.clock.now(),
    );
    void reply.headers({ etag: mark, 'cache-control': 'private, no-cache' });
    if (held === mark) void reply.status(304).send();
    else void reply.type('text/calendar; charset=utf-8').send(text);
  }
}
