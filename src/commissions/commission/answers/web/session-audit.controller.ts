import { Controller, Get, Param } from '@nestjs/common';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import { Download } from '../../../../foundation/platform/web/index.js';
import { SessionAudit } from '../session-audit.js';

/** The file with which anybody can check a session from outside. */
@Controller('commissions/:id')
export class SessionAuditController {
  constructor(private readonly sessionAudit: SessionAudit) {}

  @Allow(Permission.RunSession)
  @Get('controle.json')
  async downloadFile(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Download> {
    return new Download(
      await this.sessionAudit.buildFile(actor, id),
      'controle-seance.json',
      'application/json; charset=utf-8',
    );
  }
}
