import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { PdfRenderer } from '../../../foundation/platform/pdf/index.js';
import {
  type Actor,
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
} from '../../../foundation/platform/security/index.js';
import { csvOf, Download, page, readDay, Words, type Page } from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { HandOvers, type AdmittedChild } from '../hand-overs.js';
import { OwnEstablishments } from '../own-establishments.js';
import { HandOverPresenter } from './hand-over.presenter.js';

interface Asked {
  readonly provider: Provider;
  readonly from: Day;
  readonly children: readonly AdmittedChild[];
}

/** What a nursery takes over of the children who come: on the page, as a file for its own software, on paper. */
@Controller('eaje')
@Allow(Permission.DeclarePlaces)
export class EajeHandOverController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly handOvers: HandOvers,
    private readonly presenter: HandOverPresenter,
    private readonly pdf: PdfRenderer,
  ) {}

  @Get(':establishmentId/transmission')
  async showHandOver(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Page> {
    const { provider, from, children } = await this.read(actor, id, query);
    return page('eaje/hand-over', this.presenter.page(words, provider, from, children));
  }

  @FreshProof()
  @Get(':establishmentId/transmission.csv')
  async readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Download> {
    const { provider, children } = await this.read(actor, id, query);
    await this.handOvers.recordFile(actor, provider, children);
    return new Download(
      csvOf(this.presenter.lines(words, children)),
      `enfants-${provider.id}.csv`,
      'text/csv; charset=utf-8',
    );
  }

  @FreshProof()
  @Get(':establishmentId/transmission.pdf')
  async readPdf(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<Download> {
    const { provider, from, children } = await this.read(actor, id, query);
    await this.handOvers.recordFile(actor, provider, children);
    const document = this.presenter.document(words, provider, from, children);
    return new Download(
      await this.pdf.render('eaje/hand-over', document),
      `enfants-${provider.id}.pdf`,
      'application/pdf',
    );
  }

  /** From the day asked, as typed in the form (`duDay`…) or in one piece; from the usual one when it is no day. */
  private async read(actor: Actor, id: string, query: Record<string, unknown>): Promise<Asked> {
    const provider = this.own.readOwn(actor, id);
    const from = dayAsked(query) ?? this.handOvers.usualStart;
    return { provider, from, children: await this.handOvers.listAdmitted(actor, provider, from) };
  }
}

function dayAsked(query: Record<string, unknown>): Day | null {
  const [year = '', month = '', day = ''] = String(query['du'] ?? '').split('-');
  const inOnePiece = { duDay: day, duMonth: month, duYear: year };
  const read = readDay(query['du'] === undefined ? query : inOnePiece, 'du');
  return read === 'invalid' ? null : read;
}
