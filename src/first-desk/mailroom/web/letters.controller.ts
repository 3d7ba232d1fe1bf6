import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  Download,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  TakesFields,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { LettersDocument } from '../letters-document.js';
import { Letters, MOST_LETTERS } from '../letters.js';
import { LettersPresenter } from './letters.presenter.js';
import { BatchForm, ReturnedForm } from './mailroom.form.js';

/** The letters to print and to post, and those that came back. */
@Controller('courrier')
@Allow(Permission.PostLetters)
export class LettersController {
  constructor(
    private readonly letters: Letters,
    private readonly document: LettersDocument,
    private readonly presenter: LettersPresenter,
  ) {}

  @Get()
  @ListsFamilies('waiting-letters', ['trays.list'])
  async listBatches(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('mailroom/letters', await this.listModel(words, actor));
  }

  @Post('lots')
  @ListsFamilies('waiting-letters', ['trays.list'])
  async makeBatch(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(BatchForm) form: Submitted<BatchForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'mailroom/letters',
        model: () => this.listModel(words, actor),
        refused: ({ refusal }) => refusedField('desk', refusal),
      },
      async ({ desk }) =>
        redirect(`/courrier/lots/${await this.letters.makeBatch(actor, desk ?? null)}`, 'mailroom.notice.made'),
    );
  }

  @Get('lots/:batchId')
  async showBatch(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
  ): Promise<Page> {
    return page('mailroom/batch', await this.batchModel(words, actor, id));
  }

  /** A POST, because each print makes new codes. */
  @FreshProof()
  @Post('lots/:batchId/lettres.pdf')
  async pdf(@CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Download> {
    const { batch, letters } = await this.letters.printBatch(actor, id);
    return new Download(await this.document.renderLetters(batch, letters), 'lettres.pdf', 'application/pdf', true);
  }

  @Get('lots/:batchId/jointes/:letterId')
  async enclosure(
    @CurrentActor() actor: Actor,
    @Param('batchId') id: string,
    @Param('letterId') letterId: string,
  ): Promise<Download> {
    const { content, fileName, type } = await this.letters.readEnclosure(actor, id, letterId);
    return new Download(content, fileName, type, true);
  }

  @Post('lots/:batchId/poster')
  async posted(@CurrentActor() actor: Actor, @Param('batchId') id: string): Promise<Redirect> {
    await this.letters.recordPosted(actor, id);
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
    return submitForm(
      form,
      {
        view: 'mailroom/batch',
        model: () => this.batchModel(words, actor, id),
        refused: ({ refusal }) => refusedField('letters', refusal),
      },
      async ({ letters }) => {
        await this.letters.recordReturned(actor, id, [letters ?? []].flat());
        return redirect(`/courrier/lots/${id}`, 'mailroom.notice.returned');
      },
    );
  }

  private async listModel(words: Translator, actor: Actor): Promise<Record<string, unknown>> {
    return this.presenter.listModel(
      words,
      await this.letters.listWaiting(actor),
      await this.letters.listBatches(actor),
    );
  }

  private async batchModel(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const { batch, letters } = await this.letters.readBatch(actor, id);
    return this.presenter.batch(words, batch, letters);
  }
}
