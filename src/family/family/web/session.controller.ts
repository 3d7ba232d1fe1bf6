import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FamilyAccess } from '../../../dossier/dossier/index.js';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { actorRef, Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
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

const HOME = '/mon-dossier';

/** A family's session that is about to end, and what was sent after one had ended (decision 0139). */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier')
export class FamilySessionController {
  constructor(
    private readonly unsent: UnsentForms,
    private readonly access: FamilyAccess,
    private readonly clock: MachineClock,
  ) {}

  @Get('reprise')
  async showUnsent(
    @Words() { t }: Translator,
    @CurrentActor() actor: Actor,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const kept = await this.unsent.listOwn(actorRef(actor), cookies[UNSENT_COOKIE]);
    if (kept.length === 0) return redirect(HOME);
    return page('family/unsent', { title: t('family.unsent.title'), ...unsentModel(RESUME_PAGES.family, kept) });
  }

  @Post('reprise/:formId/abandonner')
  async dropUnsent(
    @CurrentActor() actor: Actor,
    @Param('formId') formId: string,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Redirect> {
    await this.unsent.dropOwn(actorRef(actor), cookies[UNSENT_COOKIE], formId);
    return redirect(RESUME_PAGES.family, 'web.unsent.dropped');
  }

  /** @returns when the session ends now */
  @Post('rester')
  async stay(@CurrentActor() actor: Actor): Promise<SessionSeconds> {
    const end = actor.kind === 'family' && actor.sessionId ? await this.access.prolongSession(actor.sessionId) : null;
    if (end === null) throw new NotFound('session');
    return sessionSeconds(end, this.clock.now());
  }
}
