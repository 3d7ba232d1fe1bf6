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
import { SavedViews } from '../../saved-views/index.js';
import { StaffAccounts } from '../staff-accounts.js';
import { ACCOUNT_LIST, AccountQuery } from './account-list.form.js';
import { AccountListPresenter } from './account-list.presenter.js';
import { RoleChangesPresenter } from './role-changes.presenter.js';

type Raw = Record<string, unknown>;

/** People and their rights, found and taken as a file. */
@Allow(Permission.ManageAccounts)
@FreshProof()
@Controller('administration')
export class AccountListController {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly present: AccountListPresenter,
    private readonly changes: RoleChangesPresenter,
    private readonly views: SavedViews,
  ) {}

  @Get()
  listAccounts(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Page> {
    const ownId = actor.kind === 'staff' ? actor.accountId : null;
    return shownList('accounts/accounts', AccountQuery, raw, async (query) => ({
      ...(await this.present.listModel(
        words,
        query,
        ownId,
        await this.views.viewsOf(actor, addressToKeep(ACCOUNT_LIST, query)),
      )),
      history: await this.changes.historyModel(words, ownId),
    }));
  }

  @Get('comptes/liste.csv')
  readCsv(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'csv');
  }

  @Get('comptes/liste.xlsx')
  readWorkbook(@Words() words: Translator, @CurrentActor() actor: Actor, @Query() raw: Raw): Promise<Download> {
    return this.file(words, actor, raw, 'xlsx');
  }

  private file(words: Translator, actor: Actor, raw: Raw, form: ListForm): Promise<Download> {
    return filedList(words, form, AccountQuery, raw, async (query) => {
      const file = await this.present.file(words, query);
      await this.accounts.noteFile(actor, file.rows.length);
      return file;
    });
  }
}
