import { Controller, Get, Param } from '@nestjs/common';
import { isId } from '../../../foundation/kernel/ids.js';
import { isQuarter } from '../../../foundation/kernel/quarter.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, Public, type Actor } from '../../../foundation/platform/security/index.js';
import { Download, Words } from '../../../foundation/platform/web/index.js';
import { MinutesFiles } from '../minutes-files.js';

/**
 * The two versions that others than members read: criteria and counts for everybody, and its own cases for a family.
 */
@Controller()
export class PublicMinutesController {
  constructor(private readonly files: MinutesFiles) {}

  @Public({ listed: true })
  @Get('points-obtenus/:id/compte-rendu.pdf')
  async public(@Param('id') id: string): Promise<Download> {
    if (!isId(id)) throw new NotFound('minutes');
    return new Download(await this.files.readPublic(id), 'compte-rendu-public.pdf', 'application/pdf');
  }

  /** The counts of the sessions that are too small to be counted by themselves. */
  @Public({ listed: true })
  @Get('points-obtenus/:bodyId/:quarter/compte-rendu.pdf')
  async ofQuarter(@Param('bodyId') bodyId: string, @Param('quarter') quarter: string): Promise<Download> {
    if (!isQuarter(quarter)) throw new NotFound('minutes');
    const bytes = await this.files.readQuarter(bodyId, quarter);
    return new Download(bytes, 'compte-rendu-trimestre.pdf', 'application/pdf');
  }

  @Allow(Permission.FollowDossier)
  @Get('mon-dossier/commissions/:id/compte-rendu.pdf')
  async downloadOwn(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
  ): Promise<Download> {
    if (actor.kind !== 'family' || actor.dossierId === null || !isId(id)) throw new NotFound('minutes');
    return new Download(await this.files.readMasked(words, actor.dossierId, id), 'compte-rendu.pdf', 'application/pdf');
  }
}
