import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { isDay, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  readDay,
  redirect,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ProviderBook } from '../provider-book.js';
import { ProviderClosure } from '../provider-closure.js';
import { maySettleProvider } from '../providers.policy.js';
import { Supply } from '../supply.js';
import { ProviderClosurePresenter } from './provider-closure.presenter.js';
import { ClosureForm, neededFrom, neededText, shownAgain } from './provider-forms.js';

/** A provider closes for good, or opens again; the same for one of its sections. */
@Controller('offre/:providerId')
@Allow(Permission.ManageProviders)
export class ProviderClosureController {
  constructor(
    private readonly book: ProviderBook,
    private readonly closure: ProviderClosure,
    private readonly supply: Supply,
    private readonly clock: Clock,
    private readonly presenter: ProviderClosurePresenter,
  ) {}

  @Get('fermer')
  async showClosing(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Query('section') code?: string,
    @Query('du') from?: string,
  ): Promise<Page> {
    const day = isDay(from) && from >= this.clock.today() ? from : this.clock.today();
    return page('supply/closure', await this.closingModel(words, actor, id, code, day));
  }

  @Post('fermer')
  async close(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ClosureForm) form: Submitted<ClosureForm>,
    @Query('section') code?: string,
  ): Promise<Page | Redirect> {
    const sectionId = this.what(actor, id, code);
    const wrong: FieldError[] = [];
    const from = neededFrom(form.values, wrong);
    const reason = neededText(form.values, 'reason', 'provider.errors.reason', wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'supply/closure',
        model: () => this.closingModel(words, actor, id, code, typedDay(form.values) ?? this.clock.today()),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id)),
      },
      async ({ version, confirmed }) => {
        const wanted = { sectionId, from, reason, confirmed: confirmed === 'yes' };
        await this.closure.close(actor, id, Number(version), wanted);
        return redirect(`/offre/${id}`, 'provider.notice.closed');
      },
    );
  }

  @Get('rouvrir')
  showReopening(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Query('section') code?: string,
  ): Page {
    const sectionId = this.what(actor, id, code);
    return page('supply/closure', this.presenter.reopeningModel(words, this.book.read(actor, id), sectionId));
  }

  @Post('rouvrir')
  async reopen(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('providerId') id: string,
    @Form(ClosureForm) form: Submitted<ClosureForm>,
    @Query('section') code?: string,
  ): Promise<Page | Redirect> {
    const sectionId = this.what(actor, id, code);
    const wrong: FieldError[] = [];
    const from = neededFrom(form.values, wrong);
    const reason = neededText(form.values, 'reason', 'provider.errors.reason', wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'supply/closure',
        model: () => this.presenter.reopeningModel(words, this.book.read(actor, id), sectionId),
        refused: async (no) => shownAgain(form.values, no, await this.book.currentVersion(id)),
      },
      async ({ version }) => {
        await this.closure.reopen(actor, id, Number(version), { sectionId, from, reason });
        return redirect(`/offre/${id}`, 'provider.notice.reopened');
      },
    );
  }

  private async closingModel(
    words: Translator,
    actor: Actor,
    id: string,
    code: string | undefined,
    from: Day,
  ): Promise<Record<string, unknown>> {
    const sectionId = this.what(actor, id, code);
    const inTheWay = await this.closure.listInTheWay(id, sectionId, from);
    const waiting = sectionId === null ? await this.closure.countWaiting(id) : 0;
    return this.presenter.closingModel(words, actor, this.book.read(actor, id), { sectionId, from, inTheWay, waiting });
  }

  /**
   * The section that is closed or opened; null for the whole provider.
   * @throws NotFound when the actor may not
   */
  private what(actor: Actor, id: string, code: string | undefined): string | null {
    const provider = this.book.read(actor, id);
    const section = code === undefined ? null : this.supply.section(`${id}:${code}`);
    const may = code === undefined ? maySettleProvider(actor, this.book.placed(provider)) : section !== null;
    if (!may) throw new NotFound('provider');
    return section?.id ?? null;
  }
}

const typedDay = (values: Record<string, unknown>): Day | null => {
  const day = readDay(values, 'from');
  return day === 'invalid' ? null : day;
};
