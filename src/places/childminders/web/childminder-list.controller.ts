import { Controller, Get, Query } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  addressToKeep,
  filedList,
  shownList,
  Words,
  type Download,
  type ListForm,
  type Page,
} from '../../../foundation/platform/web/index.js';
import { SavedViews } from '../../../territory/saved-views/index.js';
import { ChildminderBook } from '../childminder-book.js';
import { childminderFilter, ChildminderQuery } from './childminder-list.form.js';
import { CHILDMINDER_LIST, ChildminderListPresenter } from './childminder-list.presenter.js';

type Raw = Record<string, unknown>;

/** The childminders whom somebody keeps, found and taken as a file. */
@Controller('assistantes-maternelles')
@Allow(Permission.KeepChildminders)
export class ChildminderListController {
  constructor(
    private readonly book: ChildminderBook,
    private readonly presenter: ChildminderListPresenter,
    private readonly views: SavedViews,
  ) {}

  @Get()
  listChildminders(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Page> {
    return shownList('childminders/list', ChildminderQuery, raw, async (query) => {
      // What was typed is no view: it may be a name.
      const views = await this.views.viewsOf(actor, addressToKeep(CHILDMINDER_LIST, { ...query, texte: undefined }));
      const found = await this.book.listKept(actor, childminderFilter(query));
      return this.presenter.listModel(words, actor, query, found, views);
    });
  }

  @FreshProof()
  @Get('liste.csv')
  readCsv(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'csv');
  }

  @FreshProof()
  @Get('liste.xlsx')
  readWorkbook(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'xlsx');
  }

  private file(words: Translator, actor: Actor, raw: Raw, form: ListForm): Promise<Download> {
    return filedList(words, form, ChildminderQuery, raw, async (query) =>
      this.presenter.file(words, actor, query, await this.book.readFile(actor, childminderFilter(query))),
    );
  }
}
