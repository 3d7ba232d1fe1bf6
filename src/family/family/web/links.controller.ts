import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { FamilyCookie, FamilyLinks, linksModel } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { page, redirect, Words, type Page, type Redirect } from '../../../foundation/platform/web/index.js';
import { FamilyFiles } from '../family-files.js';

/** The links that open a family's dossier. The family sees them, and closes those that it does not know. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/liens')
export class LinksController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly links: FamilyLinks,
    private readonly cookie: FamilyCookie,
  ) {}

  @Get()
  async listLinks(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page(
      'family/links',
      linksModel(
        words,
        await this.links.ofReader(actor, this.files.dossierIdOf(actor)),
        '/mon-dossier/liens',
        this.ownLink(actor),
      ),
    );
  }

  @Post(':linkId/fermer')
  async closeLink(
    @CurrentActor() actor: Actor,
    @Param('linkId') linkId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirect> {
    const dossierId = this.files.dossierIdOf(actor);
    await this.links.revokeLink(actor, dossierId, linkId);
    return linkId === this.ownLink(actor) ? this.left(reply) : redirect('/mon-dossier/liens', 'dossier.links.closed');
  }

  @Post('fermer')
  async closeAll(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirect> {
    const dossierId = this.files.dossierIdOf(actor);
    await this.links.revokeAll(actor, dossierId);
    return this.left(reply);
  }

  /** The link that opened this session is closed, so the session ends too. */
  private left(reply: FastifyReply): Redirect {
    this.cookie.clear(reply);
    return redirect('/suivre', 'dossier.links.closedOwn');
  }

  private ownLink(actor: Actor): string | null {
    return actor.kind === 'family' ? (actor.linkId ?? null) : null;
  }
}
