import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
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
import { Passkeys } from '../passkeys/passkeys.js';
import { PasskeyAnswerForm, withoutAnswer } from '../passkeys/web/passkey.forms.js';
import { ReadingConfirmations } from '../reading-confirmations.js';
import { STAFF_COOKIE } from '../staff-sessions.js';
import { safePath } from './safe-path.js';

class ConfirmForm {
  @IsString({ message: 'accounts.errors.code' })
  @MinLength(1, { message: 'accounts.errors.code' })
  @MaxLength(40, { message: 'accounts.errors.code' })
  code: string;

  @IsOptional()
  @IsString()
  suite?: string;
}

const VIEW = 'accounts/readings';

/** The rule about reading many families, how far one is, and the confirmation that it asks for. */
@Allow(Permission.UseStaffPages)
@Controller('personnel/lectures')
export class ReadingsController {
  constructor(
    private readonly confirmations: ReadingConfirmations,
    private readonly passkeys: Passkeys,
  ) {}

  @Get()
  async showRule(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Req() { cookies }: FastifyRequest,
    @Query('suite') suite?: string,
  ): Promise<Page> {
    return page(VIEW, await this.model(words, actor, cookies, suite));
  }

  @Post()
  async confirm(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Form(ConfirmForm) form: Submitted<ConfirmForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const shown = { ...form, values: { ...form.values, code: '' } };
    return submitForm(
      shown,
      {
        view: VIEW,
        model: () => this.model(words, actor, cookies, String(form.values['suite'] ?? '')),
        refused: ({ refusal }) => refusedField('code', refusal),
      },
      async ({ code, suite }) => {
        await this.confirmations.confirm(actor, code);
        return redirect(safePath(suite), 'accounts.readings.confirmed');
      },
    );
  }

  @Post('cle')
  async confirmByPasskey(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Form(PasskeyAnswerForm) form: Submitted<PasskeyAnswerForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    return submitForm(
      withoutAnswer(form),
      {
        view: VIEW,
        model: () => this.model(words, actor, cookies, String(form.values['suite'] ?? '')),
        refused: ({ refusal }) => refusedField('passkey', refusal),
      },
      async ({ suite, ...answer }) => {
        await this.confirmations.confirm(actor, { ...answer, holder: cookies[STAFF_COOKIE] ?? '' });
        return redirect(safePath(suite), 'accounts.readings.confirmed');
      },
    );
  }

  private async model(
    { t }: Translator,
    { accountId }: StaffActor,
    cookies: FastifyRequest['cookies'],
    suite: string | undefined,
  ): Promise<Record<string, unknown>> {
    const standing = await this.confirmations.readStanding(accountId);
    return {
      title: t('accounts.readings.title'),
      suite: safePath(suite),
      toConfirm: standing.some(({ toConfirm }) => toConfirm),
      passkey: await this.passkeys.request(accountId, cookies[STAFF_COOKIE] ?? ''),
      lines: standing.map(({ what, window, count, confirmed, stopped }) => ({
        window: t(`accounts.readings.window.${what}.${window}`),
        count,
        confirmed,
        stopped,
      })),
    };
  }
}
