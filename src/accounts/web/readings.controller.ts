import { Controller, Get, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
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
} from '../../platform/web/index.js';
import { ReadingConfirmations } from '../reading-confirmations.js';
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

type Staff = Actor & { kind: 'staff' };

/** The rule about reading many families, how far one is, and the confirmation that it asks for. */
@Allow(Permission.UseStaffPages)
@Controller('personnel/lectures')
export class ReadingsController {
  constructor(private readonly confirmations: ReadingConfirmations) {}

  @Get()
  async showRule(
    @Words() words: Translator,
    @CurrentActor() actor: Staff,
    @Query('suite') suite?: string,
  ): Promise<Page> {
    return page('accounts/readings', await this.model(words, actor, suite));
  }

  @Post()
  async confirm(
    @Words() words: Translator,
    @CurrentActor() actor: Staff,
    @Form(ConfirmForm) form: Submitted<ConfirmForm>,
  ): Promise<Page | Redirect> {
    const shown = { ...form, values: { ...form.values, code: '' } };
    return submitForm(
      shown,
      {
        view: 'accounts/readings',
        model: () => this.model(words, actor, String(form.values['suite'] ?? '')),
        refused: ({ refusal }) => refusedField('code', refusal),
      },
      async ({ code, suite }) => {
        await this.confirmations.confirm(actor, code);
        return redirect(safePath(suite), 'accounts.readings.confirmed');
      },
    );
  }

  private async model(
    { t }: Translator,
    { accountId }: Staff,
    suite: string | undefined,
  ): Promise<Record<string, unknown>> {
    const names = { hour: t('accounts.readings.window.hour'), day: t('accounts.readings.window.day') };
    const standing = await this.confirmations.readStanding(accountId);
    return {
      title: t('accounts.readings.title'),
      suite: safePath(suite),
      toConfirm: standing.some(({ toConfirm }) => toConfirm),
      lines: standing.map(({ window, count, confirmed, stopped }) => ({
        window: names[window],
        count,
        confirmed,
        stopped,
      })),
    };
  }
}
