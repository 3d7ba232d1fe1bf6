import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Public } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { readSeats } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { OwnPage, type AskedChild } from '../own-page.js';
import type { KnownChildminder } from '../childminder-book.js';
import { AvailabilityForm, availabilityShownAgain, ConfirmForm, readFreeFrom } from './childminder.form.js';
import { ChildminderPresenter } from './childminder.presenter.js';
import { IntroductionPresenter } from './introduction.presenter.js';

interface OwnView {
  readonly known: KnownChildminder;
  readonly asked: readonly AskedChild[];
}

/**
 * The page of a childminder, opened by her personal link: what is recorded of her, and her free places. Reading it
 * changes nothing, so a program that follows links confirms nothing.
 */
@Public()
@Controller('am/:secret')
export class OwnPageController {
  constructor(
    private readonly own: OwnPage,
    private readonly present: ChildminderPresenter,
    private readonly introductions: IntroductionPresenter,
    private readonly territory: Territory,
  ) {}

  @Get()
  async showOwn(@Words() words: Translator, @Param('secret') secret: string): Promise<Page> {
    const own = await this.readOrNull(secret);
    return own === null ? this.deadPage(words) : page('childminders/own', this.model(words, own, secret));
  }

  @Post('confirmer')
  async confirm(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(ConfirmForm) form: Submitted<ConfirmForm>,
  ): Promise<Page | Redirect> {
    if ((await this.readOrNull(secret)) === null) return this.deadPage(words);
    return submitForm(
      form,
      {
        view: 'childminders/own',
        model: async () => this.model(words, await this.own.read(secret), secret),
        refused: async (no) => ({
          values: availabilityShownAgain({}, no, (await this.own.read(secret)).known).values,
          errors: [refusedField('confirm', no.refusal)],
        }),
      },
      async () => {
        await this.own.confirm(secret, String(form.values['seen'] ?? ''));
        return redirect(`/am/${encodeURIComponent(secret)}`, 'minder.notice.thanks');
      },
    );
  }

  @Post()
  async say(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(AvailabilityForm) form: Submitted<AvailabilityForm>,
  ): Promise<Page | Redirect> {
    if ((await this.readOrNull(secret)) === null) return this.deadPage(words);
    const wrong: FieldError[] = [];
    const wanted = { free: readSeats(form.values['seats[]'], wrong), freeFrom: readFreeFrom(form.values, wrong) };
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'childminders/own',
        model: async () => this.model(words, await this.own.read(secret), secret, form.values['seats[]'] ?? []),
        refused: async (no) => availabilityShownAgain(form.values, no, (await this.own.read(secret)).known),
      },
      async ({ seen }) => {
        await this.own.say(secret, wanted, seen ?? '');
        return redirect(`/am/${encodeURIComponent(secret)}`, 'minder.notice.thanks');
      },
    );
  }

  private model(
    words: Translator,
    { known, asked }: OwnView,
    secret: string,
    typed?: unknown,
  ): Record<string, unknown> {
    return {
      ...this.present.ownModel(words, known, secret, typed),
      asked: this.introductions.ownLines(words, secret, asked),
    };
  }

  private async readOrNull(secret: string): Promise<OwnView | null> {
    try {
      return await this.own.read(secret);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  /** The same for a link that ended, was closed, or never was one. */
  private deadPage({ t }: Translator): Page {
    return page('childminders/own-dead', { title: t('minder.dead.title'), desks: this.territory.desks() }, 404);
  }
}
