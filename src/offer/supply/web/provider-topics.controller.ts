import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../persistence/supply.entities.js';
import { ProviderBook } from '../provider-book.js';
import { ProviderChanges } from '../provider-changes.js';
import { maySettleProvider } from '../providers.policy.js';
import { ContactForm, IdentityForm, neededFrom, shownAgain, WordsForm, type DatedForm } from './provider-forms.js';
import { readContact, readIdentity, readWords } from './provider-input.js';
import { ProviderEditor } from './provider-editor.presenter.js';

/** What is written of a provider, changed topic by topic, each from a day on. */
@Controller('offre/:providerId')
@Allow(Permission.ManageProviders)
export class ProviderTopicsController {
  constructor(
    private readonly book: ProviderBook,
    private readonly changes: ProviderChanges,
    private readonly editor: ProviderEditor,
  ) {}

  @Get('identite')
  showIdentity(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('providerId') id: string): Page {
    return page('supply/identity', this.editor.identityModel(words, actor, this.settled(actor, id)));
  }

  @Post('identite')
  changeIdentity(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(IdentityForm) form: Submitted<IdentityForm>,
  ): Promise<Page | Redirect> {
    const provider = this.settled(actor, id);
    const wrong: FieldError[] = [];
    const identity = readIdentity(provider.kind, form.values, wrong);
    return this.change(
      'supply/identity',
      provider,
      form,
      wrong,
      () => this.editor.identityModel(words, actor, provider),
      (version, from) => this.changes.changeFacts(actor, id, version, 'identity', identity, from),
    );
  }

  @Get('coordonnees')
  showContact(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('providerId') id: string): Page {
    return page('supply/contact', this.editor.contactModel(words, this.book.read(actor, id)));
  }

  @Post('coordonnees')
  changeContact(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ContactForm) form: Submitted<ContactForm>,
  ): Promise<Page | Redirect> {
    const provider = this.book.read(actor, id);
    return this.change(
      'supply/contact',
      provider,
      form,
      [],
      () => this.editor.contactModel(words, provider),
      (version, from) => this.changes.changeFacts(actor, id, version, 'contact', readContact(form.values), from),
    );
  }

  @Get('fonctionnement')
  showWords(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('providerId') id: string): Page {
    return page('supply/words', this.editor.wordsModel(words, this.book.read(actor, id)));
  }

  @Post('fonctionnement')
  changeWords(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(WordsForm) form: Submitted<WordsForm>,
  ): Promise<Page | Redirect> {
    const provider = this.book.read(actor, id);
    return this.change(
      'supply/words',
      provider,
      form,
      [],
      () => this.editor.wordsModel(words, provider),
      (version, from) => this.changes.changeFacts(actor, id, version, 'words', readWords(form.values), from),
    );
  }

  private change(
    view: string,
    { id }: Provider,
    form: Submitted<DatedForm>,
    wrong: FieldError[],
    model: () => Record<string, unknown>,
    act: (version: number, from: Day) => Promise<void>,
  ): Promise<Page | Redirect> {
    const from = neededFrom(form.values, wrong);
    return submitForm(
      alsoWrong(form, wrong),
      { view, model, refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id)) },
      async ({ version }) => {
        await act(Number(version), from);
        return redirect(`/offre/${id}`, 'provider.notice.saved');
      },
    );
  }

  /** @throws NotFound when the actor may not say what the provider is */
  private settled(actor: Actor, id: string): Provider {
    const provider = this.book.read(actor, id);
    if (!maySettleProvider(actor, this.book.placed(provider))) throw new NotFound('provider');
    return provider;
  }
}
