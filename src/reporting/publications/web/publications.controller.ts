import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { mayPublish } from '../publications.policy.js';
import { Publications } from '../publications.js';
import { QuarterForm, WithdrawalForm } from './publications.forms.js';
import { PublicationsPresenter } from './publications.presenter.js';

const HOME = '/rapport/publications';

/** Open data: prepared, looked at and made public by the coordinator. */
@Controller('rapport/publications')
@Allow(Permission.ReadIndicators)
export class PublicationsController {
  constructor(
    private readonly publications: Publications,
    private readonly presenter: PublicationsPresenter,
  ) {}

  @Get()
  async listPublications(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('publications/publications', { ...(await this.list(words, actor)), form: emptyForm() });
  }

  @Post()
  @Allow(Permission.MakeReports)
  async prepareQuarter(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(QuarterForm) form: Submitted<QuarterForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'publications/publications',
        model: () => this.list(words, actor),
        refused: ({ refusal }) => refusedField('quarter', refusal),
      },
      async ({ quarter }) => {
        const id = await this.publications.prepareQuarter(actor, quarter);
        return redirect(`${HOME}/${id}`, 'publications.notice.prepared');
      },
    );
  }

  @Get(':id')
  async showPublication(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
  ): Promise<Page> {
    return page('publications/publication', { ...(await this.one(words, actor, id)), form: emptyForm() });
  }

  @Post(':id/publier')
  @Allow(Permission.MakeReports)
  async publish(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Redirect> {
    await this.publications.publish(actor, id);
    return redirect(`${HOME}/${id}`, 'publications.notice.published');
  }

  @Post(':id/jeter')
  @Allow(Permission.MakeReports)
  async discard(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Redirect> {
    await this.publications.discard(actor, id);
    return redirect(HOME, 'publications.notice.discarded');
  }

  @Post(':id/retirer')
  @Allow(Permission.MakeReports)
  async withdraw(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(WithdrawalForm) form: Submitted<WithdrawalForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'publications/publication',
        model: () => this.one(words, actor, id),
        refused: ({ refusal }) => refusedField('reason', refusal),
      },
      async ({ reason }) => {
        await this.publications.withdraw(actor, id, reason);
        return redirect(`${HOME}/${id}`, 'publications.notice.withdrawn');
      },
    );
  }

  private async list(words: Translator, actor: Actor): Promise<Record<string, unknown>> {
    const [made, quarters] = [await this.publications.listPublications(), await this.publications.listQuarters()];
    return this.presenter.staffList(words, made, quarters, mayPublish(actor));
  }

  private async one(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    return this.presenter.staffPage(words, await this.publications.readPublication(id), mayPublish(actor));
  }
}
