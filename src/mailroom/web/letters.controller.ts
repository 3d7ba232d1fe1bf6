import { Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  Download,
  Form,
  page,
  redirect,
  refusedPage,
  TakesFields,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import { LettersDocument } from '../letters-document.js';
import { Letters, MOST_LETTERS } from '../letters.js';
import { LettersPresenter } from './letters.presenter.js';
import { BatchForm, ReturnedForm } from './mailroom.form.js';

/** Letters to print, to post, and that come back. */
@Controller('courrier')
@Allow(Permission.PostLetters)
export class LettersController {
  constructor(
    private readonly letters: Letters,
    private readonly document: LettersDocument,
    private readonly presenter: LettersPresenter,
  ) {}

  @Get()
  async list(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('mailroom/letters', await this.listModel(words, actor));
  }

  @Post('lots')
  async make(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(BatchForm) form: Submitted<BatchForm>,
  ): Promise<Page | Redirect> {
    const again = async (errors: readonly FieldError[]): Promise<Page> =>
      refusedPage('mailroom/letters', await this.listModel(words, actor), { values: {}, errors });
    if (!form.ok) return again(form.errors);
    try {
      return redirect(
        `/courrier/lots/${await this.letters.makeBatch(actor, form.value.desk ?? null)}`,
        'mailroom.notice.made',
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return again([{ field: 'desk', message: `refusal.${error.refusal.code}` }]);
    }
  }

  @Get('lots/:batchId')
  async show(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Page> {
    return page('mailroom/batch', await this.batchModel(words, actor, id));
  }

  /** A press and not a link: each print makes the codes that are on it. */
  @Post('lots/:batchId/lettres.pdf')
  async pdf(@CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Download> {
    const { batch, letters } = await this.letters.print(actor, id);
    return new Download(await this.document.of(batch, letters), 'lettres.pdf', 'application/pdf', true);
  }

  @Get('lots/:batchId/jointes/:letterId')
  async enclosure(
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Param('letterId') letterId: string,
  ): Promise<Download> {
    const { content, fileName, type } = await this.letters.enclosure(actor, id, letterId);
    return new Download(content, fileName, type, true);
  }

  @Post('lots/:batchId/poster')
  async posted(@CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Redirect> {
    await this.letters.posted(actor, id);
    return redirect(`/courrier/lots/${id}`, 'mailroom.notice.posted');
  }

  @TakesFields(MOST_LETTERS + 10)
  @Post('lots/:batchId/revenues')
  async returned(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Form(ReturnedForm) form: Submitted<ReturnedForm>,
  ): Promise<Page | Redirect> {
    const again = async (errors: readonly FieldError[]): Promise<Page> =>
      refusedPage('mailroom/batch', await this.batchModel(words, actor, id), { values: form.values, errors });
    if (!form.ok) return again(form.errors);
    try {
      await this.letters.returned(actor, id, [form.value.letters ?? []].flat());
      return redirect(`/courrier/lots/${id}`, 'mailroom.notice.returned');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return again([{ field: 'letters', message: `refusal.${error.refusal.code}` }]);
    }
  }

  private async listModel(words: Translator, actor: Actor): Promise<Record<string, unknown>> {
    return this.presenter.list(words, await this.letters.waiting(actor), await this.letters.batches(actor));
  }

  private async batchModel(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const { batch, letters } = await this.letters.batch(actor, id);
    return this.presenter.batch(words, batch, letters);
  }
}
