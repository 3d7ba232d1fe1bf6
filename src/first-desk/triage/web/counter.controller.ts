import { Controller, Get, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
  Form,
  page,
  type Page,
  type Redirect,
  redirect,
  refusedPage,
  type Submitted,
  Words,
} from '../../../foundation/platform/web/index.js';
import { CounterDrafts } from '../counter-drafts.js';
import { childName } from './request-words.js';

/** Entry at the counter: the same questions as at home, asked by an agent. */
@Controller('rpe/saisie')
@Allow(Permission.EnterDossier)
export class CounterController {
  constructor(private readonly drafts: CounterDrafts) {}

  @Get()
  async unfinished(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('triage/counter', await this.model(words, actor));
  }

  @Post()
  async startDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    if (!form.ok) return refusedPage('triage/counter', await this.model(words, actor), form);
    return redirect(`/dossier/${await this.drafts.startDraft(actor)}`);
  }

  private async model(words: Translator, actor: Actor): Promise<Record<string, unknown>> {
    const translator = words;
    const { t, shortInstant, list } = translator;
    return {
      title: t('triage.counter.title'),
      table: {
        caption: t('triage.counter.unfinished'),
        empty: t('triage.counter.none'),
        columns: ['children', 'begun', 'changed'].map((name) => ({ text: t(`triage.counter.column.${name}`) })),
        rows: (await this.drafts.listUnfinished(actor)).map(({ id, form, createdAt, updatedAt }) => [
          { text: list(form.children.map((child) => childName(child, translator))), href: `/dossier/${id}` },
          shortInstant(createdAt),
          shortInstant(updatedAt),
        ]),
      },
    };
  }
}
