import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { FIRST_LANGUAGE } from '../../../foundation/kernel/language.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  hasShortText,
  languagesOf,
  type MessageText,
  type NamedText,
} from '../../../foundation/platform/outbox/index.js';
import {
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
  actorRef,
  type Actor,
} from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
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
import { MessageTextProposals } from '../message-text-proposals.js';
import { MessageWordings } from '../message-wordings.js';
import { ConfirmedTextForm, fieldsOf, MessageTextForm, problemErrors, textOf } from './message-texts.form.js';
import { MessageTextsPresenter } from './message-texts.presenter.js';
import { takesTwo } from '../wording.policy.js';

const HOME = '/administration/messages';
const FORM = 'wordings/message-text';
const PREVIEW = 'wordings/message-preview';
const WAITING = 'wordings/message-waiting';

/** The texts of messages: seen, tried on examples, changed, and put back. */
@Controller('administration/messages')
@Allow(Permission.ChangeSettings)
export class MessageTextsController {
  constructor(
    private readonly wordings: MessageWordings,
    private readonly proposals: MessageTextProposals,
    private readonly presenter: MessageTextsPresenter,
  ) {}

  @Get()
  async listTexts(@Words() words: Translator): Promise<Page> {
    return page('wordings/messages', this.presenter.listModel(words, await this.wordings.list()));
  }

  /** A text that somebody asks for, as families would read it, for the second person. */
  @FreshProof()
  @Get(':kind/:language/accord')
  async showWaiting(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('kind') code: string,
    @Param('language') language: string,
  ): Promise<Page> {
    const named = this.wordings.find(code, language);
    const read = await this.wordings.read(named);
    const { waiting } = read;
    const previews = waiting && this.isFit(named, waiting.text) ? this.wordings.preview(named, waiting.text) : [];
    return page(WAITING, this.presenter.waitingModel(words, read, { previews, reader: actorRef(actor) }));
  }

  @FreshProof()
  @Post(':kind/:language/accord/:id/accepter')
  async agree(
    @CurrentActor() actor: Actor,
    @Param('kind') code: string,
    @Param('language') language: string,
    @Param('id') id: string,
  ): Promise<Redirect> {
    await this.proposals.agree(actor, this.wordings.find(code, language), id);
    return redirect(`${HOME}/${code}/${language}`, 'messageText.notice.changed');
  }

  @FreshProof()
  @Post(':kind/:language/accord/:id/refuser')
  async decline(
    @CurrentActor() actor: Actor,
    @Param('kind') code: string,
    @Param('language') language: string,
    @Param('id') id: string,
  ): Promise<Redirect> {
    await this.proposals.decline(actor, this.wordings.find(code, language), id);
    return redirect(`${HOME}/${code}/${language}`, 'messageText.notice.declined');
  }

  /** @param number an earlier version to start from; 0 for the product's own texts */
  @FreshProof()
  @Get(':kind/:language')
  async showText(
    @Words() words: Translator,
    @Param('kind') code: string,
    @Param('language') language: string,
    @Query('version') number?: string,
  ): Promise<Page> {
    const read = await this.wordings.read(this.wordings.find(code, language));
    if (number !== undefined && !/^\d{1,3}$/.test(number)) throw new NotFound('message-text');
    const from = number === undefined ? null : Number(number);
    const text = from === null ? read.inForce : this.wordings.textOf(read, from);
    const model = this.presenter.formModel(words, read, from);
    return page(FORM, { ...model, form: { values: fieldsOf(text), errors: [] } });
  }

  /** Shows the message on examples. Nothing is written. */
  @FreshProof()
  @Post(':kind/:language')
  async previewText(
    @Words() words: Translator,
    @Param('kind') code: string,
    @Param('language') language: string,
    @Form(MessageTextForm) form: Submitted<MessageTextForm>,
  ): Promise<Page | Redirect> {
    const named = this.wordings.find(code, language);
    return submitForm(
      this.checked(named, form),
      { view: FORM, model: () => this.model(words, named), refused: () => null },
      async (value) => {
        const read = await this.wordings.read(named);
        const isSame = JSON.stringify(textOf(value, hasShortText(named.kind))) === JSON.stringify(read.inForce);
        return isSame
          ? refusedPage(FORM, this.presenter.formModel(words, read, null), {
              values: form.values,
              errors: [{ field: 'subject', message: 'refusal.messageText.same' }],
            })
          : page(PREVIEW, await this.previewModel(words, named, value));
      },
    );
  }

  @FreshProof()
  @Post(':kind/:language/confirmer')
  async changeText(
    @Words() words: Translator,
    @CurrentActor() actor: Actor & { readonly kind: 'staff' },
    @Param('kind') code: string,
    @Param('language') language: string,
    @Form(ConfirmedTextForm) form: Submitted<ConfirmedTextForm>,
  ): Promise<Page | Redirect> {
    const named = this.wordings.find(code, language);
    const checked = this.checked(named, form);
    if (checked.ok && checked.value.again)
      return page(FORM, {
        ...(await this.model(words, named)),
        // As seen before, so that a change by somebody else meanwhile is still noticed.
        version: checked.value.version,
        form: { values: form.values, errors: [] },
      });
    if (checked.ok && this.asksForOther(named) && !checked.value.otherSeen)
      return refusedPage(PREVIEW, await this.previewModel(words, named, checked.value), {
        values: form.values,
        errors: [{ field: 'otherSeen', message: 'messageText.errors.otherSeen' }],
      });
    return submitForm(
      checked,
      {
        view: FORM,
        model: () => this.model(words, named),
        refused: ({ refusal }) => ({ errors: [{ field: 'subject', message: `refusal.${refusal.code}` }] }),
      },
      async (value) => {
        const text = textOf(value, hasShortText(named.kind));
        await this.wordings.change(actor, named, { text, reason: value.reason, seen: Number(value.version) });
        const done = takesTwo(named.kind) ? 'messageText.notice.asked' : 'messageText.notice.changed';
        return redirect(`${HOME}/${code}/${language}`, done);
      },
    );
  }

  private checked<T extends MessageTextForm>(named: NamedText, form: Submitted<T>): Submitted<T> {
    const typed = form.values as Partial<MessageTextForm>;
    const isText = (['subject', 'body', 'shortText'] as const).every((field) =>
      ['string', 'undefined'].includes(typeof typed[field]),
    );
    if (!isText) return form;
    const wrong = problemErrors(this.wordings.check(named, textOf(typed, hasShortText(named.kind))));
    const known = form.ok ? [] : form.errors.map(({ field }) => field);
    return alsoWrong(
      form,
      wrong.filter(({ field }) => !known.includes(field)),
    );
  }

  private isFit(named: NamedText, text: MessageText): boolean {
    return this.wordings.check(named, text).length === 0;
  }

  /** Who changes the first language is shown what the others say. */
  private asksForOther({ kind, language }: NamedText): boolean {
    return language === FIRST_LANGUAGE && languagesOf(kind).length > 1;
  }

  private async model(words: Translator, named: NamedText): Promise<Record<string, unknown>> {
    return this.presenter.formModel(words, await this.wordings.read(named), null);
  }

  private async previewModel(
    words: Translator,
    named: NamedText,
    value: MessageTextForm,
  ): Promise<Record<string, unknown>> {
    const text = textOf(value, hasShortText(named.kind));
    return this.presenter.previewModel(words, await this.wordings.read(named), {
      previews: this.wordings.preview(named, text),
      others: this.asksForOther(named) ? await this.wordings.others(named) : [],
      fields: { ...fieldsOf(text), reason: value.reason, version: value.version },
    });
  }
}
