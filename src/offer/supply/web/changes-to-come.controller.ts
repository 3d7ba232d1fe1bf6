import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ChangesToCome } from '../changes-to-come.js';
import { ProviderBook } from '../provider-book.js';
import { SeenForm, shownAgain } from './provider-forms.js';
import { HistoryPresenter } from './provider-history.presenter.js';

const VIEW = 'supply/take-back';

/** A change to come is taken back, after a page that says what then does not happen. */
@Controller('offre/:providerId/a-venir/:changeId')
@Allow(Permission.ManageProviders)
export class ChangesToComeController {
  constructor(
    private readonly changes: ChangesToCome,
    private readonly book: ProviderBook,
    private readonly history: HistoryPresenter,
  ) {}

  @Get()
  async showChange(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('changeId') changeId: string,
  ): Promise<Page> {
    return page(VIEW, await this.model(words, actor, id, changeId));
  }

  @Post()
  async takeBack(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Param('changeId') changeId: string,
    @Form(SeenForm) form: Submitted<SeenForm>,
  ): Promise<Page | Redirect> {
    await this.changes.readChange(actor, id, changeId);
    return submitForm(
      form,
      {
        view: VIEW,
        model: () => this.model(words, actor, id, changeId),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id), []),
      },
      async ({ version }) => {
        await this.changes.takeBack(actor, id, changeId, Number(version));
        return redirect(`/offre/${id}`, 'provider.takeBack.done');
      },
    );
  }

  private async model(words: Translator, actor: Actor, id: string, changeId: string): Promise<Record<string, unknown>> {
    const change = await this.changes.readChange(actor, id, changeId);
    const { name, version } = this.book.read(actor, id);
    return {
      title: words.t('provider.takeBack.title'),
      provider: name,
      back: `/offre/${id}`,
      what: words.t(`provider.act.${change.act}`),
      lines: this.history.lines(words, change),
      form: { values: { version: String(version) }, errors: [] },
    };
  }
}
