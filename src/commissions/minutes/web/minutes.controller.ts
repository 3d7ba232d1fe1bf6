import { Controller, Get, Param, Post } from '@nestjs/common';
import { SessionQueries, type SessionSheet } from '../../commission/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Download,
  Form,
  page,
  redirect,
  refusedPage,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { MinutesBook } from '../minutes-book.js';
import { MinutesFiles } from '../minutes-files.js';
import { signsMinutesAs } from '../minutes.policy.js';
import { SignatureForm } from './minutes.form.js';
import { MinutesPresenter } from './minutes.presenter.js';

/** The minutes of a session, for its members: to read, to download, and for the chair to sign. */
@Allow(Permission.ReadSession)
@Controller('commissions/:id')
export class MinutesController {
  constructor(
    private readonly queries: SessionQueries,
    private readonly book: MinutesBook,
    private readonly files: MinutesFiles,
    private readonly present: MinutesPresenter,
  ) {}

  @Get('compte-rendu')
  async showMinutes(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const sitting = await this.queries.readSitting(actor, id);
    const kept = await this.book.findMinutes(id);
    if (!kept) return page('minutes/minutes', this.present.notYet(words, sitting));
    return page('minutes/minutes', {
      ...this.present.page(words, sitting, kept, signsMinutesAs(actor, sitting)),
      since: this.present.offeredSince(words, sitting, kept, await this.book.listOffers(id)),
    });
  }

  /** A member who stepped aside from a case reads the other cases, here as on the page. */
  @Get('compte-rendu.pdf')
  async full(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Download> {
    const { agenda, hidden } = await this.queries.readSitting(actor, id);
    const kept = await this.book.readMinutes(id);
    const shown = new Set(agenda.map(({ agendaNumber }) => agendaNumber));
    const bytes =
      hidden.size === 0
        ? await this.files.readFull(kept)
        : await this.files.readWithout(
            kept,
            kept.content.cases.map(({ number }) => number).filter((number) => !shown.has(number)),
          );
    return new Download(bytes, 'compte-rendu.pdf', 'application/pdf');
  }

  @Get('compte-rendu/signature')
  async signing(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('minutes/signature', await this.signature(words, actor, await this.queries.readSheet(actor, id)));
  }

  /** Signs nothing yet: the next page explains what a signature does. */
  @Post('compte-rendu/signature')
  async confirmSignature(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(SignatureForm) form: Submitted<SignatureForm>,
  ): Promise<Page> {
    const model = await this.signature(words, actor, await this.queries.readSheet(actor, id));
    return form.ok
      ? page('minutes/confirmation', { ...model, name: form.value.name, read: form.value.sha256 })
      : refusedPage('minutes/signature', model, form);
  }

  @Post('compte-rendu/signer')
  async sign(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(SignatureForm) form: Submitted<SignatureForm>,
  ): Promise<Page | Redirect> {
    const sheet = await this.queries.readSheet(actor, id);
    // Pressed twice, or by two people: both read what was signed, and by whom.
    if (sheet.session.state === 'signed') return redirect(`/commissions/${id}/compte-rendu`);
    return submitForm(
      form,
      {
        view: 'minutes/signature',
        model: () => this.signature(words, actor, sheet),
        refused: ({ refusal }) => ({
          values: { name: form.values['name'] },
          errors: [{ field: 'name', message: `refusal.${refusal.code}` }],
        }),
      },
      async (value) => {
        await this.book.signMinutes(actor, sheet, value);
        return redirect(`/commissions/${id}/compte-rendu`, 'minutes.notice.signed');
      },
    );
  }

  private async signature(words: Translator, actor: Actor, sheet: SessionSheet): Promise<Record<string, unknown>> {
    const signer = signsMinutesAs(actor, sheet);
    if (!signer) throw new NotFound('minutes');
    return this.present.signature(words, sheet, await this.book.readMinutes(sheet.session.id), signer);
  }
}
