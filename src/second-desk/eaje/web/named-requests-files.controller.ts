import { Controller, Get, Param, Query } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  checkForm,
  listDownload,
  MOST_IN_FILE,
  Words,
  type Download,
  type ListFile,
} from '../../../foundation/platform/web/index.js';
import { NamedRequests } from '../named-requests.js';
import { OwnEstablishments } from '../own-establishments.js';
import { namedFilter, NamedQuery } from './named-requests.form.js';
import { NamedRequestsPresenter } from './named-requests.presenter.js';

/** The requests that name an establishment as a file, with the filters and in the order in which they are shown. */
@Controller('eaje/:establishmentId')
@Allow(Permission.DeclarePlaces)
export class NamedRequestsFilesController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly named: NamedRequests,
    private readonly list: NamedRequestsPresenter,
  ) {}

  @FreshProof()
  @Get('demandes.csv')
  async readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Record<string, unknown>,
  ): Promise<Download> {
    return listDownload(words, await this.read(words, actor, id, raw), 'csv');
  }

  @FreshProof()
  @Get('demandes.xlsx')
  async readWorkbook(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Record<string, unknown>,
  ): Promise<Download> {
    return listDownload(words, await this.read(words, actor, id, raw), 'xlsx');
  }

  /** @throws NotFound for filters that the list would refuse */
  private async read(words: Translator, actor: Actor, id: string, raw: Record<string, unknown>): Promise<ListFile> {
    const provider = this.own.readOwn(actor, id);
    const query = checkForm(NamedQuery, raw);
    if (!query.ok) throw new NotFound('list');
    const requests = await this.named.readFile(actor, provider.id, namedFilter(query.value), MOST_IN_FILE);
    return this.list.file(words, provider, requests);
  }
}
