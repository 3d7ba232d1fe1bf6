import { Controller, Get, Post } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission } from '../../platform/security/index.js';
import {
  Form,
  page,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import type { StaffActor } from '../account-proposals.js';
import { OwnSignIn } from '../own-sign-in.js';
import { paperModel } from '../second-factor/web/paper-codes.js';

const PAGE = '/personnel/ma-connexion';

class PaperForm {
  @IsString({ message: 'accounts.errors.code' })
  @MinLength(1, { message: 'accounts.errors.code' })
  @MaxLength(40, { message: 'accounts.errors.code' })
  code: string;
}

/** How the person signs in: its codes. */
@Allow(Permission.UseStaffPages)
@Controller('personnel/ma-connexion')
export class OwnSignInController {
  constructor(private readonly own: OwnSignIn) {}

  @Get()
  async showOwn(@Words() words: Translator, @CurrentActor() actor: StaffActor): Promise<Page> {
    return page('accounts/own-sign-in', await this.model(words, actor));
  }

  @Post('codes-papier')
  async renewPaper(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Form(PaperForm) form: Submitted<PaperForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      { ...form, values: {} },
      {
        view: 'accounts/own-sign-in',
        model: () => this.model(words, actor),
        refused: ({ refusal }) => refusedField('code', refusal),
      },
      async ({ code }) =>
        page('accounts/second-factor/paper', paperModel(words, await this.own.renewPaper(actor, code), PAGE)),
    );
  }

  private async model({ t }: Translator, { accountId }: StaffActor): Promise<Record<string, unknown>> {
    return { title: t('accounts.own.title'), factor: await this.own.readFactor(accountId) };
  }
}
