import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotFound } from '../../kernel/refusal.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { CurrentActor, grantsFor, Permission, Public, type Actor } from '../../platform/security/index.js';
import { redirect, type Redirect } from '../../platform/web/index.js';
import { Drafts } from '../drafts.js';
import { FamilyAccess } from '../family-access.js';
import { FamilyCookie } from './family-cookie.js';

/** Anybody may start a dossier; whoever has the link of a draft may go on with it. */
@Public()
@Controller('dossier')
export class StartController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: Drafts,
    private readonly access: FamilyAccess,
    private readonly cookie: FamilyCookie,
  ) {}

  @Post('commencer')
  async start(@CurrentActor() actor: Actor | null, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    // Signed-in staff who do not work at the counter have no dossier to enter.
    if (actor?.kind === 'staff' && grantsFor(actor, Permission.EnterDossier).length === 0) throw new NotFound('page');
    const counter = actor?.kind === 'staff';
    const { draftId, secret } = await this.unitOfWork.run(async (tx) => {
      const draft = await this.drafts.start(tx, counter ? actor : null);
      return { draftId: draft.id, secret: counter ? null : await this.access.openSession(tx, { dossierId: null, draftId: draft.id }) };
    });
    if (secret) this.cookie.set(reply, secret);
    return redirect(`/dossier/${draftId}`);
  }

  @Get('reprendre/:secret')
  async resume(@Param('secret') linkSecret: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    const resumed = await this.access.resumeDraft(linkSecret);
    if (resumed === null) throw new NotFound('link');
    if (resumed === 'sent') return redirect('/suivre', 'dossier.resume.alreadySent');
    this.cookie.set(reply, resumed.secret);
    return redirect(`/dossier/${resumed.draftId}`);
  }
}
