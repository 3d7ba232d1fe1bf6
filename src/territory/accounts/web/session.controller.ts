import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { actorRef, Allow, CurrentActor, Permission } from '../../../foundation/platform/security/index.js';
import { UNSENT_COOKIE, UnsentForms } from '../../../foundation/platform/unsent-forms/index.js';
import {
  page,
  redirect,
  RESUME_PAGES,
  sessionSeconds,
  unsentModel,
  Words,
  type Page,
  type Redirect,
  type SessionSeconds,
} from '../../../foundation/platform/web/index.js';
import type { StaffActor } from '../staff-actor.js';

const HOME = '/personnel';

/** A session of staff that is about to end, and what was sent after one had ended (decision 0139). */
@Allow(Permission.UseStaffPages)
@Controller('personnel')
export class SessionController {
  constructor(
    private readonly unsent: UnsentForms,
    private readonly clock: MachineClock,
  ) {}

  @Get('reprise')
  async showUnsent(
    @Words() { t }: Translator,
    @CurrentActor() actor: StaffActor,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const kept = await this.unsent.listOwn(actorRef(actor), cookies[UNSENT_COOKIE]);
    if (kept.length === 0) return redirect(HOME);
    return page('accounts/unsent', { title: t('accounts.unsent.title'), ...unsentModel(RESUME_PAGES.staff, kept) });
  }

  @Post('reprise/:formId/abandonner')
  async dropUnsent(
    @CurrentActor() actor: StaffActor,
    @Param('formId') formId: string,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Redirect> {
    await this.unsent.dropOwn(actorRef(actor), cookies[UNSENT_COOKIE], formId);
    return redirect(RESUME_PAGES.staff, 'web.unsent.dropped');
  }

  /** Every request is a use of the session, this one too. @returns when the session ends now */
  @Post('rester')
  stay(@CurrentActor() { sessionEnd }: StaffActor): SessionSeconds {
    return sessionSeconds(sessionEnd!, this.clock.now());
  }
}
