import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Allow, CurrentActor, Permission } from '../../platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import type { StaffActor } from '../account-proposals.js';
import { OwnSignIn } from '../own-sign-in.js';
import { STAFF_COOKIE } from '../staff-sessions.js';
import { safePath } from './safe-path.js';

class ProofForm {
  @IsString({ message: 'accounts.errors.code' })
  @MinLength(1, { message: 'accounts.errors.code' })
  @MaxLength(40, { message: 'accounts.errors.code' })
  code: string;

  @IsOptional()
  @IsString()
  suite?: string;
}

/** The code that a grave act asks for, when the last one was given some time ago. */
@Allow(Permission.UseStaffPages)
@Controller('personnel/confirmer')
export class ProofController {
  constructor(private readonly own: OwnSignIn) {}

  @Get()
  showProof(@Query('suite') suite?: string): Page {
    return page('accounts/proof', { suite: safePath(suite) });
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
      { view: 'accounts/proof', model: () => ({ suite }), refused: ({ refusal }) => refusedField('code', refusal) },
      async ({ code }) => {
        await this.own.prove(actor, code, cookies[STAFF_COOKIE] ?? '');
        return redirect(suite, 'accounts.proof.done');
      },
    );
  }
}
