import { Controller, Get, Param, Post, Query } from '@nestjs/common';
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
import { PROVIDER_KINDS, type ProviderKind } from '../domain/kinds.js';
import { MISSING_FACTS, type MissingFact } from '../domain/missing-facts.js';
import { ProviderBook, type ProviderFilter } from '../provider-book.js';
import { ProviderCreation } from '../provider-creation.js';
import { shownAgain, NewProviderForm } from './provider-forms.js';
import { readContact, readIdentity } from './provider-input.js';
import { ProviderEditor } from './provider-editor.presenter.js';
import { ProviderListPresenter } from './provider-list.presenter.js';
import { ProviderPresenter } from './provider.presenter.js';

const oneOf = <Value extends string>(values: readonly Value[], typed: string): Value | '' =>
  values.find((value) => value === typed) ?? '';

/** The providers that a person looks after: found, read, and added. */
@Controller('offre')
@Allow(Permission.ManageProviders)
export class ProvidersController {
  constructor(
    private readonly book: ProviderBook,
    private readonly creation: ProviderCreation,
    private readonly listing: ProviderListPresenter,
    private readonly presenter: ProviderPresenter,
    private readonly editor: ProviderEditor,
  ) {}

  @Get()
  listProviders(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('texte') text = '',
    @Query('type') kind = '',
    @Query('commune') commune = '',
    @Query('etat') state = '',
    @Query('manque') missing = '',
    @Query('page') number = '1',
  ): Page {
    const filter: ProviderFilter = {
      text: String(text).slice(0, 100),
      kind: oneOf(PROVIDER_KINDS, kind),
      commune: String(commune),
      state: oneOf(['open', 'closed'] as const, state),
      missing: oneOf<MissingFact>(MISSING_FACTS, missing),
    };
    return page('supply/providers', this.listing.listModel(words, actor, filter, Number(number)));
  }

  @Get('nouveau')
  chooseKind(@Words() words: Translator, @CurrentActor() actor: Actor): Page {
    return page('supply/new-kind', this.editor.kindsModel(words, actor));
  }

  @Get('nouveau/:kind')
  newProvider(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('kind') kind: string): Page {
    return page('supply/identity', this.editor.newModel(words, actor, kind));
  }

  @Post('nouveau/:kind')
  createProvider(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Form(NewProviderForm) form: Submitted<NewProviderForm>,
  ): Promise<Page | Redirect> {
    const model = this.editor.newModel(words, actor, kind);
    const wrong: FieldError[] = [];
    const wanted = {
      kind: kind as ProviderKind,
      ...readIdentity(kind as ProviderKind, form.values, wrong),
      ...readContact(form.values),
    };
    return submitForm(
      alsoWrong(form, wrong),
      { view: 'supply/identity', model: () => model, refused: (no) => shownAgain(form.values, no, 0) },
      async () => {
        const id = await this.creation.createProvider(actor, wanted);
        return redirect(
          `/offre/${id}`,
          wanted.kind === 'establishment' ? 'provider.notice.created' : 'provider.notice.createdWithoutSections',
        );
      },
    );
  }

  @Get(':providerId')
  async showProvider(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
  ): Promise<Page> {
    return page('supply/provider', await this.presenter.pageModel(words, actor, this.book.read(actor, id)));
  }
}
