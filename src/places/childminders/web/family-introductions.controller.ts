import { Controller, Get, Param, Post } from '@nestjs/common';
import { Dossiers } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
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
import { IntroductionCandidates } from '../introduction-candidates.js';
import { Introductions } from '../introductions.js';
import { DeclineForm } from './introduction.form.js';
import { shownToFamily } from '../domain/introduction.js';
import { IntroductionPresenter } from './introduction.presenter.js';

/** A family chooses among the childminders who are interested. */
@Controller('mon-dossier/demandes/:id/mises-en-relation')
@Allow(Permission.FollowDossier)
export class FamilyIntroductionsController {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly screens: IntroductionCandidates,
    private readonly introductions: Introductions,
    private readonly present: IntroductionPresenter,
  ) {}

  @Get()
  async showChildminders(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
  ): Promise<Page> {
    return page('childminders/family-introductions', await this.model(words, actor, id));
  }

  @Post(':introductionId/oui')
  async accept(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('introductionId') introductionId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    await this.nameOf(actor, id, introductionId);
    return submitForm(
      form,
      {
        view: 'childminders/family-introductions',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => refusedField('childminders', refusal),
      },
      async () => {
        await this.introductions.accept(actor, introductionId);
        return redirect(here(id), 'introduction.notice.accepted');
      },
    );
  }

  @Get(':introductionId/non')
  async askReason(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('introductionId') introductionId: string,
  ): Promise<Page> {
    const name = await this.nameOf(actor, id, introductionId);
    return page('childminders/own-reason', this.present.reasonModel(words, 'decline', name, here(id)));
  }

  @Post(':introductionId/non')
  async decline(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('introductionId') introductionId: string,
    @Form(DeclineForm) form: Submitted<DeclineForm>,
  ): Promise<Page | Redirect> {
    const name = await this.nameOf(actor, id, introductionId);
    return submitForm(
      form,
      {
        view: 'childminders/own-reason',
        model: () => this.present.reasonModel(words, 'decline', name, here(id)),
        refused: ({ refusal }) => refusedField('reason', refusal),
      },
      async ({ reason }) => {
        await this.introductions.end(actor, introductionId, 'decline', reason);
        return redirect(here(id), 'introduction.notice.noted');
      },
    );
  }

  /** @throws NotFound when the request is not the family's own */
  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const { request } = await this.dossiers.requestFile(actor, id);
    return this.present.familyModel(
      words,
      request,
      await this.screens.named(id),
      await this.screens.contactOf(request),
    );
  }

  /** @throws NotFound also for a childminder whom the family does not see */
  private async nameOf(actor: Actor, id: string, introductionId: string): Promise<string> {
    await this.dossiers.requestFile(actor, id);
    const found = shownToFamily(await this.screens.named(id)).find((one) => one.id === introductionId);
    if (!found) throw new NotFound('introduction');
    return found.childminder;
  }
}

const here = (requestId: string): string => `/mon-dossier/demandes/${requestId}/mises-en-relation`;
