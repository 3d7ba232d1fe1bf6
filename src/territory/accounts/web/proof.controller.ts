import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Allow, CurrentActor, Permission } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { StaffActor } from '../staff-actor.js';
import { OwnSignIn } from '../own-sign-in.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { PasskeyAnswerForm, withoutAnswer } from '../passkeys/web/passkey.forms.js';
import { STAFF_COOKIE } from '../staff-sessions.js';
import { safePath } from './safe-path.js';

const VIEW = 'accounts/proof';

class ProofForm {
  @IsString({ message: 'accounts.errors.code' })
  @MinLength(1, { message: 'accounts.errors.code' })
  @MaxLength(40, { message: 'accounts.errors.code' })
  code: string;

  @IsOptional()
  @IsString()
  suite?: string;
}

/** The proof that a grave act asks for, when the last one was given some time ago: a code, or a passkey. */
@Allow(Permission.UseStaffPages)
@Controller('personnel/confirmer')
export class ProofController {
  constructor(
    private readonly own: OwnSignIn,
    private readonly passkeys: Passkeys,
  ) {}

  @Get()
  async showProof(
    @CurrentActor() actor: StaffActor,
    @Req() { cookies }: FastifyRequest,
    @Query('suite') suite?: string,
  ): Promise<Page> {
    return page(VIEW, await this.model(actor, cookies, safePath(suite)));
  }

  @Post()
  async prove(
    @CurrentActor() actor: StaffActor,
    @Form(ProofForm) form: Submitted<ProofForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const suite = safePath(String(form.values['suite'] ?? ''));
    return submitForm(
      { ...form, values: {} },
      {
        view: VIEW,
        model: () => this.model(actor, cookies, suite),
        refused: ({ refusal }) => refusedField('code', refusal),
      },
      async ({ code }) => {
        await this.own.prove(actor, code, cookies[STAFF_COOKIE] ?? '');
        return redirect(suite, 'accounts.proof.done');
      },
    );
  }

  @Post('cle')
  async proveByPasskey(
    @CurrentActor() actor: StaffActor,
    @Form(PasskeyAnswerForm) form: Submitted<PasskeyAnswerForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const suite = safePath(String(form.values['suite'] ?? ''));
    const holder = cookies[STAFF_COOKIE] ?? '';
    return submitForm(
      withoutAnswer(form),
      {
        view: VIEW,
        model: () => this.model(actor, cookies, suite),
        refused: ({ refusal }) => refusedField('passkey', refusal),
      },
      async (answer) => {
        await this.own.prove(actor, { ...answer, holder }, holder);
        return redirect(suite, 'accounts.proof.done');
      },
    );
  }

  private async model(
    { accountId }: StaffActor,
    cookies: FastifyRequest['cookies'],
    suite: string,
  ): Promise<Record<string, unknown>> {
    return { suite, passkey: await this.passkeys.request(accountId, cookies[STAFF_COOKIE] ?? '') };
  }
}
