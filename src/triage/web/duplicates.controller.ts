import { Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import { Form, page, redirect, refusedPage, Words, type Page, type Redirect, type Submitted } from '../../platform/web/index.js';
import { Duplicates } from '../duplicates.js';
import { pairModel, pairsModel } from './duplicates.presenter.js';
import { EmptyForm } from './request.form.js';
import { RequestPages } from './request-pages.js';

/** Two requests that may be one child's: a person judges. */
@Controller('rpe/doublons')
@Allow(Permission.JoinDuplicates)
export class DuplicatesController {
  constructor(
    private readonly duplicates: Duplicates,
    private readonly pages: RequestPages,
  ) {}

  @Get()
  async list(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('triage/duplicates', pairsModel(await this.duplicates.open(actor), this.pages.screen(words)));
  }

  @Get(':pairId')
  async compare(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('pairId') id: string): Promise<Page> {
    return page('triage/duplicate', await this.model(words, actor, id));
  }

  @Post(':pairId/joindre')
  join(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('pairId') id: string, @Form(EmptyForm) form: Submitted<EmptyForm>): Promise<Page | Redirect> {
    return this.judge(words, actor, id, form, async () => redirect(`/rpe/demandes/${await this.duplicates.join(actor, id)}`, 'triage.notice.joined'));
  }

  @Post(':pairId/ecarter')
  setAside(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('pairId') id: string, @Form(EmptyForm) form: Submitted<EmptyForm>): Promise<Page | Redirect> {
    return this.judge(words, actor, id, form, async () => {
      await this.duplicates.setAside(actor, id);
      return redirect('/rpe/doublons', 'triage.notice.setAside');
    });
  }

  private async judge(words: Translator, actor: Actor, id: string, form: Submitted<EmptyForm>, work: () => Promise<Redirect>): Promise<Page | Redirect> {
    if (!form.ok) return refusedPage('triage/duplicate', await this.model(words, actor, id), form);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, facts } = error.refusal;
      const errors = [{ field: 'judge', message: `refusal.${code}`, args: facts as Record<string, string | number> }];
      return refusedPage('triage/duplicate', await this.model(words, actor, id), { values: {}, errors });
    }
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    return pairModel(await this.duplicates.compare(actor, id), this.pages.screen(words));
  }
}
