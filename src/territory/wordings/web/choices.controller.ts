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
  alsoWrong,
  emptyForm,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ChoiceWordings } from '../choice-wordings.js';
import { englishLeft, EntryForm, labelsOf, NewEntryForm, notPlain } from './choices.form.js';
import { ChoicesPresenter } from './choices.presenter.js';

const HOME = '/administration/listes';
const NEW = 'wordings/new-choice';
const ENTRY = 'wordings/choice';

/** The lists of reasons and subjects: seen, renamed, hidden, added to. */
@Controller('administration/listes')
@Allow(Permission.ChangeSettings)
export class ChoicesController {
  constructor(
    private readonly wordings: ChoiceWordings,
    private readonly presenter: ChoicesPresenter,
  ) {}

  @Get()
  async listChoices(@Words() words: Translator): Promise<Page> {
    return page('wordings/choices', this.presenter.listModel(words, await this.wordings.listAll()));
  }

  @FreshProof()
  @Get(':list/nouveau')
  async showNew(@Words() words: Translator, @Param('list') name: string): Promise<Page> {
    return page(NEW, { ...(await this.newModel(words, name)), form: emptyForm() });
  }

  @FreshProof()
  @Post(':list/nouveau')
  async addEntry(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('list') name: string,
    @Form(NewEntryForm) form: Submitted<NewEntryForm>,
  ): Promise<Page | Redirect> {
    await this.wordings.read(name);
    return submitForm(
      alsoWrong(form, notPlain(form)),
      {
        view: NEW,
        model: () => this.newModel(words, name),
        refused: ({ refusal: { code } }) => ({
          errors: [{ field: code === 'choice.noGroup' ? 'group' : 'french', message: `refusal.${code}` }],
        }),
      },
      async (value) => {
        await this.wordings.add(actor, name, value.group, labelsOf(value));
        return redirect(HOME, 'choices.notice.added');
      },
    );
  }

  @FreshProof()
  @Get(':list/:code')
  async showEntry(@Words() words: Translator, @Param('list') name: string, @Param('code') code: string): Promise<Page> {
    const read = await this.wordings.readEntry(name, code);
    const { labels, hidden } = read.entry;
    const values = { french: labels.fr, english: labels.en, hidden: hidden ? 'yes' : '' };
    return page(ENTRY, { ...this.presenter.entryModel(words, read), form: { values, errors: [] } });
  }

  @FreshProof()
  @Post(':list/:code')
  async changeEntry(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('list') name: string,
    @Param('code') code: string,
    @Form(EntryForm) form: Submitted<EntryForm>,
  ): Promise<Page | Redirect> {
    const read = await this.wordings.readEntry(name, code);
    return submitForm(
      alsoWrong(form, [...notPlain(form), ...englishLeft(form, read.entry.labels)]),
      {
        view: ENTRY,
        model: async () => this.presenter.entryModel(words, await this.wordings.readEntry(name, code)),
        refused: ({ refusal }) => ({
          errors: [
            {
              field: refusal.code === 'choice.alwaysOffered' ? 'hidden' : 'french',
              message: `refusal.${refusal.code}`,
            },
          ],
        }),
      },
      async (value) => {
        const wanted = { labels: labelsOf(value), hidden: value.hidden === 'yes', seen: Number(value.version) };
        await this.wordings.change(actor, name, code, wanted);
        return redirect(HOME, 'choices.notice.changed');
      },
    );
  }

  private async newModel(words: Translator, name: string): Promise<Record<string, unknown>> {
    return this.presenter.newModel(words, await this.wordings.read(name));
  }
}
