import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsEmail, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { Translator } from '../../platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  Permission,
  ROLES,
  type Actor,
  type Grant,
  type Role,
} from '../../platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import { Territory } from '../../territory/index.js';
import { StaffAccounts } from '../staff-accounts.js';

/** The key of the grant that says to what a role is bound. */
const BOUND: Partial<Record<Role, 'deskId' | 'establishmentId' | 'bodyId'>> = {
  rpe_agent: 'deskId',
  eaje_director: 'establishmentId',
  commission_member: 'bodyId',
};

class AccountForm {
  @IsEmail({}, { message: 'accounts.errors.email' })
  email: string;

  @IsString({ message: 'accounts.errors.name' })
  @MinLength(2, { message: 'accounts.errors.name' })
  @MaxLength(100, { message: 'accounts.errors.name' })
  name: string;

  @IsIn(ROLES, { message: 'accounts.errors.role' })
  role: Role;

  @IsOptional()
  @IsString({ message: 'accounts.errors.scope' })
  @MaxLength(80, { message: 'accounts.errors.scope' })
  scope?: string;
}

@Allow(Permission.ManageAccounts)
@Controller('administration')
export class AccountsController {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly territory: Territory,
  ) {}

  private async model(words: Translator, password: string | null = null): Promise<Record<string, unknown>> {
    const { t } = words;
    const scopeOf = (grant: Grant): string => grant.deskId ?? grant.establishmentId ?? grant.bodyId ?? '';
    return {
      title: t('accounts.title'),
      password,
      roles: ROLES.map((role) => ({ value: role, text: t(`role.${role}`) })),
      desks: this.territory.desks().map((desk) => desk.id),
      accounts: (await this.accounts.listAccounts()).map((account) => ({
        ...account,
        roles: account.grants.map((grant) => [t(`role.${grant.role}`), scopeOf(grant)].filter(Boolean).join(' – ')),
      })),
    };
  }

  @Get()
  async listAccounts(@Words() words: Translator): Promise<Page> {
    return page('accounts/accounts', await this.model(words));
  }

  @Post('comptes')
  async create(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(AccountForm) form: Submitted<AccountForm>,
  ): Promise<Page | Redirect> {
    const key = form.ok ? BOUND[form.value.role] : undefined;
    const isBoundless = form.ok && key && !form.value.scope;
    return submitForm(
      alsoWrong(form, isBoundless ? [{ field: 'scope', message: 'accounts.errors.scope' }] : []),
      {
        view: 'accounts/accounts',
        model: () => this.model(words),
        refused: ({ refusal }) => refusedField('email', refusal),
      },
      async ({ email, name, role, scope }) => {
        const grants = [key ? { role, [key]: scope } : { role }];
        const password = await this.accounts.createAccount(actor, { email, name, grants });
        return page('accounts/accounts', await this.model(words, password));
      },
    );
  }

  @Post('comptes/:accountId/deconnecter')
  async revokeSessions(@CurrentActor() actor: Actor, @Param('accountId') accountId: string): Promise<Redirect> {
    await this.accounts.revokeSessions(actor, accountId);
    return redirect('/administration', 'accounts.revoked');
  }

  @Post('comptes/:accountId/fermer')
  async closeAccount(@CurrentActor() actor: Actor, @Param('accountId') accountId: string): Promise<Redirect> {
    await this.accounts.setActive(actor, accountId, false);
    return redirect('/administration', 'accounts.closed');
  }

  @Post('comptes/:accountId/rouvrir')
  async reopenAccount(@CurrentActor() actor: Actor, @Param('accountId') accountId: string): Promise<Redirect> {
    await this.accounts.setActive(actor, accountId, true);
    return redirect('/administration', 'accounts.opened');
  }
}
