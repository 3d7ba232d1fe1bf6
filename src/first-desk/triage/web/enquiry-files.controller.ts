import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import { filedList, Words, type Download, type ListForm } from '../../../foundation/platform/web/index.js';
import { EnquiryList } from '../enquiry-list.js';
import { enquiriesWanted, EnquiryListQuery } from './enquiry-list.form.js';
import { EnquiryListPresenter } from './enquiry-list.presenter.js';

type Raw = Record<string, unknown>;

/** The list of enquiries as a file, with what the page is narrowed to. Each file is in the journal. */
@Controller('rpe/sollicitations')
@Allow(Permission.LogEnquiry)
@FreshProof()
export class EnquiryFilesController {
  constructor(
    private readonly list: EnquiryList,
    private readonly presenter: EnquiryListPresenter,
    private readonly clock: Clock,
  ) {}

  @Get('fichier.csv')
  readCsv(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'csv');
  }

  @Get('fichier.xlsx')
  readWorkbook(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'xlsx');
  }

  private file(words: Translator, actor: Actor, raw: Raw, form: ListForm): Promise<Download> {
    const today = this.clock.today();
    return filedList(words, form, EnquiryListQuery, raw, async (query) =>
      this.presenter.file(words, query, await this.list.readFile(actor, enquiriesWanted(query, actor, today)), today),
    );
  }
}
