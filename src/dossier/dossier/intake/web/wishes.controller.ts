import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
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
} from '../../../../foundation/platform/web/index.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { DraftPages, leaving } from './draft-pages.js';
import { nextPath } from '../../answers/web/journey.js';
import { ResumeLinks } from './resume-links.js';
import { replaceAt } from '../../answers/web/topics/topic.js';
import { WishesPresenter } from '../../answers/web/wishes.presenter.js';
import { afterAction, shownAgain, wishErrors, WishesPage } from '../../answers/web/wishes.form.js';

/** The wishes of one child: chosen from the list, put in order with plain buttons. */
@Allow(Permission.FillDraft)
@Controller('dossier/:draftId/voeux/:rank')
export class WishesController {
  constructor(
    private readonly pages: DraftPages,
    private readonly present: WishesPresenter,
    private readonly resume: ResumeLinks,
  ) {}

  @Get()
  async showWishes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Param('rank') rank: string,
    @Query('commune') commune?: string,
  ): Promise<Page> {
    const draft = await this.pages.unsent(actor, draftId);
    const index = this.indexOf(draft, rank);
    return page('dossier/answers/wishes', {
      ...this.model(words, draft, index, String(commune ?? '')),
      form: emptyForm(),
    });
  }

  @Post()
  async changeWishes(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('draftId') draftId: string,
    @Param('rank') rank: string,
    @Form(WishesPage) form: Submitted<WishesPage>,
  ): Promise<Page | Redirect> {
    const draft = await this.pages.unsent(actor, draftId);
    const index = this.indexOf(draft, rank);
    const filter = String(form.values['commune'] ?? '');
    const { wishes } = draft.form.children[index]!;
    return submitForm(
      alsoWrong(form, form.ok ? wishErrors(wishes, form.value, this.pages.desk(draft)) : []),
      {
        view: 'dossier/answers/wishes',
        model: () => ({ ...this.model(words, draft, index, filter), isLeaving: form.values['leave'] === 'list' }),
        refused: async ({ status }) =>
          status === 409
            ? {
                model: { ...this.model(words, await this.pages.unsent(actor, draftId), index, filter), conflict: true },
              }
            : null,
        saysWhenAgain: true,
      },
      async (value) => {
        const here = `voeux/${index + 1}`;
        // Nothing was chosen: there is nothing to keep.
        if (value.leave && !value.areaMode) return leaving(draft.id, here, value.leave);
        if (value.action === 'filter' && !value.areaMode)
          return redirect(shownAgain(`/dossier/${draft.id}/${here}`, value));
        const saved = await this.pages.saveDraft(
          draft,
          value.version,
          (old) => ({
            ...old,
            children: replaceAt(old.children, index, {
              ...old.children[index]!,
              wishes: afterAction(old.children[index]!.wishes, value),
            }),
          }),
          'voeux',
        );
        return this.next(words, saved, here, value);
      },
    );
  }

  private async next(words: Translator, draft: Draft, here: string, form: WishesPage): Promise<Page | Redirect> {
    if (form.later) return this.resume.page(words, draft);
    if (form.leave) return leaving(draft.id, here, form.leave);
    if (form.action === 'continue') return redirect(`/dossier/${draft.id}/${nextPath(this.pages.steps(draft), here)}`);
    return redirect(shownAgain(`/dossier/${draft.id}/${here}`, form));
  }

  private indexOf(draft: Draft, rank: string): number {
    const index = Number(rank) - 1;
    if (!draft.form.children[index]) throw new NotFound('page');
    return index;
  }

  private model(words: Translator, draft: Draft, index: number, commune: string): Record<string, unknown> {
    return this.present.page(words, draft.form, { path: 'voeux', index }, this.pages.target(draft), commune);
  }
}
