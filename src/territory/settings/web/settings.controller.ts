import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { changesOf, type Choices } from '../domain/choices.js';
import { TerritorySettings } from '../territory-settings.js';
import { choicesOf, ConfirmedSettingsForm, fieldsOf, outOfBounds, readSeen, SettingsForm } from './settings.form.js';
import { SettingsPresenter } from './settings.presenter.js';

const HOME = '/administration/reglages';
const FORM = 'settings/settings';

/** The settings of the territory: seen, changed after a page that says what follows, taken back. */
@Controller('administration/reglages')
@Allow(Permission.ChangeSettings)
export class SettingsController {
  constructor(
    private readonly settings: TerritorySettings,
    private readonly presenter: SettingsPresenter,
  ) {}

  @Get()
  async showSettings(@Words() words: Translator): Promise<Page> {
    const form = { values: fieldsOf(await this.settings.readChoices()), errors: [] };
    return page(FORM, { ...(await this.model(words)), form });
  }

  /** Shows what would change. Nothing is written. */
  @Post()
  async previewSettings(
    @Words() words: Translator,
    @Form(SettingsForm) form: Submitted<SettingsForm>,
  ): Promise<Page | Redirect> {
    const now = await this.settings.readChoices();
    const checked = alsoWrong(form, outOfBounds(form));
    const nothing = checked.ok && changesOf(now, choicesOf(checked.value)).length === 0;
    return submitForm(
      alsoWrong(checked, nothing ? [{ field: 'territoryName', message: 'settings.errors.nothing' }] : []),
      { view: FORM, model: () => this.model(words), refused: () => null },
      (value) => Promise.resolve(this.preview(words, now, choicesOf(value))),
    );
  }

  /** Shows what would change if a change were taken back. */
  @Get('retour/:changeId')
  async previewReturn(@Words() words: Translator, @Param('changeId') id: string): Promise<Page | Redirect> {
    const [now, then] = [await this.settings.readChoices(), await this.settings.choicesWithout(id)];
    if (changesOf(now, then).length === 0) return redirect(HOME, 'settings.notice.already');
    return this.preview(words, now, then);
  }

  @Post('confirmer')
  async changeSettings(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ConfirmedSettingsForm) form: Submitted<ConfirmedSettingsForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      alsoWrong(form, outOfBounds(form)),
      {
        view: FORM,
        model: () => this.model(words),
        refused: ({ refusal }) => ({ errors: [{ field: 'territoryName', message: `refusal.${refusal.code}` }] }),
      },
      async (value) => {
        await this.settings.changeChoices(actor, choicesOf(value), readSeen(value.seen));
        return redirect(HOME, 'settings.notice.changed');
      },
    );
  }

  private preview(words: Translator, now: Choices, wanted: Choices): Page {
    return page('settings/preview', this.presenter.preview(words, now, wanted));
  }

  private async model(words: Translator): Promise<Record<string, unknown>> {
    return this.presenter.page(words, await this.settings.listMade());
  }
}
