import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Id } from '../../../../foundation/kernel/ids.js';
import { FIRST_LANGUAGE } from '../../../../foundation/kernel/language.js';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import { Catalogue } from '../../../../foundation/platform/i18n/index.js';
import { Attachments } from '../../../../foundation/platform/outbox/index.js';
import { PdfRenderer } from '../../../../foundation/platform/pdf/index.js';
import { SYSTEM, type Actor } from '../../../../foundation/platform/security/index.js';
import { AGENDA } from '../../planning/session-tasks.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { AgendaSheetPresenter } from './agenda-sheet.presenter.js';

const FILE_NAME = 'ordre-du-jour.pdf';

/**
 * The anonymous agenda as PDF/UA. It is attached to the mail of members who do not sign in. Others download it without
 * the cases from which they are recused.
 */
@Injectable()
export class AgendaDocument implements OnModuleInit {
  constructor(
    private readonly queries: SessionQueries,
    private readonly present: AgendaSheetPresenter,
    private readonly pdf: PdfRenderer,
    private readonly catalogue: Catalogue,
    private readonly attachments: Attachments,
  ) {}

  onModuleInit(): void {
    this.attachments.makers.join(AGENDA, 'commission makes the agenda of the session', async (id) => {
      const sitting = await this.queries.readSitting(SYSTEM, id);
      return sitting.session.frozenAt === null
        ? null
        : { fileName: FILE_NAME, type: 'application/pdf', content: await this.print(sitting) };
    });
  }

  /** @throws NotFound when the actor may not read the session, or its list is still open */
  async renderAgenda(actor: Actor, sessionId: Id): Promise<Buffer> {
    const sitting = await this.queries.readSitting(actor, sessionId);
    if (sitting.session.frozenAt === null) throw new NotFound('agenda');
    return this.print(sitting);
  }

  private async print(sitting: Sitting): Promise<Buffer> {
    return this.pdf.render(
      'commission/sitting/agenda',
      await this.present.documentData(this.catalogue.translator(FIRST_LANGUAGE), sitting),
    );
  }
}
