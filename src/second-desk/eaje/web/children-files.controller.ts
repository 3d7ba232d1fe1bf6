import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import { filedList, Words, type Download, type ListForm } from '../../../foundation/platform/web/index.js';
import { ChildrenFiles } from '../children-files.js';
import { OwnEstablishments } from '../own-establishments.js';
import { ChildrenFilePresenter } from './children-file.presenter.js';
import { ChildrenQuery } from './children-list.form.js';
import { ChildrenListPresenter } from './children-list.presenter.js';

type Raw = Record<string, unknown>;

/** The children of an establishment as a file, with the filters and in the order in which they are shown. */
@Controller('eaje/:establishmentId')
@Allow(Permission.DeclarePlaces)
@FreshProof()
export class ChildrenFilesController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly files: ChildrenFiles,
    private readonly list: ChildrenListPresenter,
    private readonly presenter: ChildrenFilePresenter,
  ) {}

  @Get('accueils.csv')
  readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Raw,
  ): Promise<Download> {
    return this.file(words, actor, id, raw, 'csv');
  }

  @Get('accueils.xlsx')
  readWorkbook(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Raw,
  ): Promise<Download> {
    return this.file(words, actor, id, raw, 'xlsx');
  }

  private async file(words: Translator, actor: Actor, id: string, raw: Raw, form: ListForm): Promise<Download> {
    const provider = this.own.readOwn(actor, id);
    return filedList(words, form, ChildrenQuery, raw, async (query) =>
      this.presenter.file(
        words,
        provider,
        this.list.narrowed(words, query),
        await this.files.readFile(actor, provider, (children) => this.list.listed(words, provider, children, query)),
      ),
    );
  }
}
