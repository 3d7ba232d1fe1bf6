import { Controller, Get, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../../foundation/kernel/clock.js';
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
import { Supply } from '../../../offer/supply/index.js';
import { STAFF_COOKIE } from '../../../territory/accounts/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { InboxFiles } from '../inbox-files.js';
import { InboxFilters } from './inbox-filters.js';
import { inboxFile } from './inbox-file.presenter.js';
import { InboxQuery } from './inbox.form.js';

/** The list of a desk as a file, with the filters and in the order in which it is shown. */
@Controller('rpe')
@Allow(Permission.TriageRequests)
export class InboxFilesController {
  constructor(
    private readonly files: InboxFiles,
    private readonly filters: InboxFilters,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  @FreshProof()
  @Get('liste.csv')
  async readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<Download> {
    return listDownload(words, await this.read(words, actor, raw, request), 'csv');
  }

  @FreshProof()
  @Get('liste.xlsx')
  async readWorkbook(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
    @Req() request: FastifyRequest,
  ): Promise<Download> {
    return listDownload(words, await this.read(words, actor, raw, request), 'xlsx');
  }

  /**
   * @throws NotFound for filters that the list would refuse, and where the session no longer has the name that was
   * searched for: a file of other requests than those on the screen would mislead
   */
  private async read(
    words: Translator,
    actor: Actor,
    raw: Record<string, unknown>,
    request: FastifyRequest,
  ): Promise<ListFile> {
    const query = checkForm(InboxQuery, raw);
    const search = query.ok ? await this.filters.withText(request.cookies[STAFF_COOKIE], query.value) : null;
    if (search === null) throw new NotFound('list');
    const { filter } = await this.filters.read(actor, search);
    const requests = await this.files.readFile(actor, filter, MOST_IN_FILE);
    return inboxFile(requests, this.clock.today(), words, { supply: this.supply, territory: this.territory });
  }
}
