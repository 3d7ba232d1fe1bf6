import { Controller, Get, Param, Post } from '@nestjs/common';
import { Sentences } from '../../../commissions/commission/index.js';
import { DomainError, type Refusal } from '../../../foundation/kernel/refusal.js';
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
import { FamilyFiles } from '../family-files.js';
import { FamilyOffers } from '../family-offers.js';
import { GiveUpPresenter } from './give-up.presenter.js';
import { FamilyGiveUpForm } from './request-acts.form.js';
import { ReasonChoices } from './reason-choices.js';

/** A family gives up an accepted place in two steps: it reads what that changes, then it confirms. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/offres/:id/renoncer')
export class FamilyGiveUpController {
  constructor(
    private readonly offers: FamilyOffers,
    private readonly files: FamilyFiles,
    private readonly present: GiveUpPresenter,
    private readonly say: Sentences,
    private readonly reasons: ReasonChoices,
  ) {}

  @Get()
  async askGiveUp(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('family/give-up', await this.model(words, actor, id));
  }

  @Post()
  async giveUp(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(FamilyGiveUpForm) given: Submitted<FamilyGiveUpForm>,
  ): Promise<Page | Redirect> {
    const form = this.reasons.stillOffered(given, 'family.errors.giveUpReason');
    return submitForm(
      form,
      {
        view: 'family/give-up',
        model: () => this.model(words, actor, id),
        refused: async ({ refusal }) => ({ model: await this.model(words, actor, id, refusal) }),
      },
      async (how) => {
        const refusal = await this.offers.giveUp(actor, id, how);
        if (refusal) throw new DomainError(refusal);
        return redirect('/mon-dossier', 'family.giveUp.notice');
      },
    );
  }

  /**
   * @param refusal the refusal of the last press; without it, the page shows the present reason against giving up, if
   * any
   */
  private async model(
    words: Translator,
    actor: Actor,
    id: string,
    refusal: Refusal | null = null,
  ): Promise<Record<string, unknown>> {
    const offer = await this.offers.readOwn(actor, id);
    const file = await this.files.readRequest(actor, offer.requestId);
    const around = await this.offers.aroundGivingUp(actor, offer, file);
    const against = refusal ?? around.refusal;
    return {
      ...this.present.page(words, offer, file, around),
      refused: against && this.say.refusalSentence(words, against),
    };
  }
}
