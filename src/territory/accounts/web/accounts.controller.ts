import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  previewPage,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { AccountProposals } from '../account-proposals.js';
import { RoleHistory } from '../role-history.js';
import type { StaffActor } from '../staff-actor.js';
import { StaffAccounts } from '../staff-accounts.js';
import { accountsAddress } from './account-list.form.js';
import { AccountForm, accountIn, valuesOf, wrongRoles } from './account.form.js';
import { AccountsPresenter } from './accounts.presenter.js';
import { RoleChangesPresenter } from './role-changes.presenter.js';

const FIELD_OF: Record<string, string> = { 'account.exists': 'email' };

@Allow(Permission.ManageAccounts)
@FreshProof()
@Controller('administration')
export class AccountsController {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly proposals: AccountProposals,
    private readonly present: AccountsPresenter,
    private readonly history: RoleHistory,
    private readonly changes: RoleChangesPresenter,
  ) {}

  @Get('comptes/nouveau')
  async showNew(@Words() words: Translator): Promise<Page> {
    return page('accounts/account', await this.present.form(words, null, false));
  }

  @Post('comptes')
  async createAccount(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Form(AccountForm) form: Submitted<AccountForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      alsoWrong(form, wrongRoles(form, false)),
      {
        view: 'accounts/account',
        model: () => this.present.form(words, null, false),
        refused: ({ refusal }) => refusedField(FIELD_OF[refusal.code] ?? 'roles', refusal),
      },
      async (value) => {
        await this.accounts.proposeAccount(actor, accountIn(value));
        return redirect('/administration', 'accounts.proposed');
      },
    );
  }

  @Get('comptes/:accountId')
  async showAccount(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('accountId') accountId: string,
  ): Promise<Page> {
    const { account } = await this.accounts.findAccount(accountId);
    return page('accounts/account', {
      ...(await this.present.form(words, account, isOwn(actor, accountId))),
      form: { values: valuesOf(account), errors: [] },
    });
  }

  @Post('comptes/:accountId')
  async changeAccount(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Param('accountId') accountId: string,
    @Form(AccountForm) form: Submitted<AccountForm>,
  ): Promise<Page | Redirect> {
    const { account } = await this.accounts.findAccount(accountId);
    const own = isOwn(actor, accountId);
    return submitForm(
      alsoWrong(form, wrongRoles(form, own)),
      {
        view: 'accounts/account',
        model: async () => this.present.form(words, (await this.accounts.findAccount(accountId)).account, own),
        refused: async ({ refusal, status }) => ({
          errors: [refusedField(status === 409 ? 'name' : (FIELD_OF[refusal.code] ?? 'roles'), refusal)],
          // What was typed stays. Sending it again is then meant for the account as it is now.
          values: { ...form.values, version: String((await this.accounts.findAccount(accountId)).account.version) },
        }),
      },
      async (value) => {
        const version = Number(value.version ?? '-1');
        const wanted = accountIn(value, own ? account.grants : null);
        const preview = value.confirmed ? null : await this.accounts.previewChange(actor, accountId, version, wanted);
        if (preview) return previewPage(await this.changes.previewModel(words, preview, wanted));
        const waits = await this.accounts.changeAccount(actor, accountId, version, wanted);
        return redirect('/administration', waits ? 'accounts.changedPending' : 'accounts.changed');
      },
    );
  }

  /** Shows what would change if a change of roles were taken back. Nothing is written. */
  @Get('roles/retour/:changeId')
  async previewReturn(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Param('changeId') changeId: string,
  ): Promise<Page | Redirect> {
    const taken = await this.history.previewReturn(actor, changeId);
    if (taken.kind === 'already') return redirect('/administration', 'web.changes.already');
    return previewPage(
      taken.kind === 'possible'
        ? await this.changes.previewModel(words, taken.preview, taken.wanted)
        : await this.changes.refusedModel(words, taken),
    );
  }

  @Post('comptes/:accountId/mot-de-passe')
  async renewPassword(@CurrentActor() actor: Actor, @Param('accountId') accountId: string): Promise<Redirect> {
    await this.accounts.renewPassword(actor, accountId);
    return redirect('/administration', 'accounts.renewed');
  }

  /** The person has lost the telephone: a second person agrees before its codes are taken away. */
  @Post('comptes/:accountId/codes')
  async askFactorReset(@CurrentActor() actor: StaffActor, @Param('accountId') accountId: string): Promise<Redirect> {
    await this.proposals.askFactorReset(actor, accountId);
    return redirect('/personnel/accords', 'accounts.proposals.asked');
  }

  @Post('comptes/:accountId/deconnecter')
  async revokeSessions(
    @CurrentActor() actor: Actor,
    @Param('accountId') accountId: string,
    @Query() list: Record<string, unknown>,
  ): Promise<Redirect> {
    await this.accounts.revokeSessions(actor, accountId);
    return redirect(accountsAddress(list), 'accounts.revoked');
  }

  @Get('comptes/:accountId/fermer')
  async confirmClosing(@Words() words: Translator, @Param('accountId') accountId: string): Promise<Page> {
    const { account, leftEmpty } = await this.accounts.findAccount(accountId);
    return page('accounts/closing', await this.present.closing(words, account, leftEmpty));
  }

  @Post('comptes/:accountId/fermer')
  async closeAccount(@CurrentActor() actor: Actor, @Param('accountId') accountId: string): Promise<Redirect> {
    await this.accounts.setActive(actor, accountId, false);
    return redirect('/administration', 'accounts.closed');
  }

  @Post('comptes/:accountId/rouvrir')
  async reopenAccount(
    @CurrentActor() actor: Actor,
    @Param('accountId') accountId: string,
    @Query() list: Record<string, unknown>,
  ): Promise<Redirect> {
    await this.accounts.setActive(actor, accountId, true);
    return redirect(accountsAddress(list), 'accounts.opened');
  }
}

const isOwn = (actor: Actor, accountId: string): boolean => actor.kind === 'staff' && actor.accountId === accountId;
