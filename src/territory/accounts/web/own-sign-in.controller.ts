import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { StaffActor } from '../staff-actor.js';
import { OwnPasswords } from '../own-passwords.js';
import { OwnSessions } from '../own-sessions.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../password.policy.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { ProConnectProvider } from '../proconnect/proconnect-provider.js';
import { StaffIdentities } from '../proconnect/staff-identities.js';
import { STAFF_COOKIE } from '../staff-sessions.js';
import { OwnSignIn } from '../own-sign-in.js';
import { paperModel } from '../second-factor/web/paper-codes.js';

const PAGE = '/personnel/ma-connexion';

class PaperForm {
  @IsString({ message: 'accounts.errors.code' })
  @MinLength(1, { message: 'accounts.errors.code' })
  @MaxLength(40, { message: 'accounts.errors.code' })
  code: string;
}

class PasswordForm {
  @IsString({ message: 'accounts.errors.current' })
  @MinLength(1, { message: 'accounts.errors.current' })
  @MaxLength(LONGEST_PASSWORD, { message: 'accounts.errors.current' })
  current: string;

  @IsString({ message: 'accounts.errors.newPassword' })
  @MaxLength(LONGEST_PASSWORD, { message: 'accounts.errors.newPassword' })
  password: string;
}

/** How the person signs in: where, its password, its codes, its passkeys. */
@Allow(Permission.UseStaffPages)
@Controller('personnel/ma-connexion')
export class OwnSignInController {
  constructor(
    private readonly own: OwnSignIn,
    private readonly passwords: OwnPasswords,
    private readonly sessions: OwnSessions,
    private readonly passkeys: Passkeys,
    private readonly provider: ProConnectProvider,
    private readonly identities: StaffIdentities,
  ) {}

  @Get()
  async showOwn(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page> {
    return page('accounts/own-sign-in', await this.model(words, actor, cookies));
  }

  @Post('codes-papier')
  async renewPaper(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Form(PaperForm) form: Submitted<PaperForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    return submitForm(
      { ...form, values: {} },
      {
        view: 'accounts/own-sign-in',
        model: () => this.model(words, actor, cookies),
        refused: ({ refusal }) => refusedField('code', refusal),
      },
      async ({ code }) =>
        page('accounts/second-factor/paper', paperModel(words, await this.own.renewPaper(actor, code), PAGE)),
    );
  }

  @Post('mot-de-passe')
  async changePassword(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Form(PasswordForm) form: Submitted<PasswordForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    return submitForm(
      { ...form, values: {} },
      {
        view: 'accounts/own-sign-in',
        model: () => this.model(words, actor, cookies),
        refused: ({ refusal }) =>
          refusedField(refusal.code === 'account.wrongPassword' ? 'current' : 'password', refusal),
      },
      async ({ current, password }) => {
        await this.passwords.changeOwn(actor, current, password, cookies[STAFF_COOKIE] ?? '');
        return redirect(PAGE, 'accounts.own.changed');
      },
    );
  }

  @Post('sessions')
  async endOthers(@CurrentActor() actor: StaffActor, @Req() { cookies }: FastifyRequest): Promise<Redirect> {
    await this.sessions.endOthers(actor, cookies[STAFF_COOKIE] ?? '');
    return redirect(PAGE, 'accounts.own.othersEnded');
  }

  @Post('sessions/:sessionId')
  async endOne(@CurrentActor() actor: StaffActor, @Param('sessionId') sessionId: string): Promise<Redirect> {
    await this.sessions.endOne(actor, sessionId);
    return redirect(PAGE, 'accounts.own.ended');
  }

  private async model(
    { t }: Translator,
    { accountId, sessionEnd }: StaffActor,
    cookies: FastifyRequest['cookies'],
  ): Promise<Record<string, unknown>> {
    return {
      title: t('accounts.own.title'),
      end: sessionEnd,
      factor: await this.own.readFactor(accountId),
      passkeys: await this.passkeys.list(accountId),
      proConnect: this.provider.isOffered ? { since: await this.identities.readBoundSince(accountId) } : null,
      sessions: await this.sessions.listOwn(accountId, cookies[STAFF_COOKIE] ?? ''),
      shortest: SHORTEST_PASSWORD,
    };
  }
}
