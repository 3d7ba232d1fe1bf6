import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
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
import { FamilyPlaces } from '../family-places.js';
import { TemporaryOffers } from '../temporary-offers.js';
import { AnswerForm } from './closure.forms.js';
import { FamilyTemporaryPresenter } from './family-temporary.presenter.js';

type Model = Record<string, unknown>;
const HERE = '/mon-dossier/accueil-temporaire';

/** A family takes a place elsewhere while its nursery is closed, or says that it needs none. */
@Controller('mon-dossier/accueil-temporaire')
@Allow(Permission.FollowDossier)
export class FamilyTemporaryController {
  constructor(
    private readonly places: FamilyPlaces,
    private readonly offers: TemporaryOffers,
    private readonly presenter: FamilyTemporaryPresenter,
  ) {}

  @Get()
  async showPlaces(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('crisis/family-places', await this.model(words, actor));
  }

  @Post(':offerId')
  async answer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('offerId') offerId: string,
    @Form(AnswerForm) form: Submitted<AnswerForm>,
  ): Promise<Page | Redirect> {
    const own = await this.places.listOwn(actor);
    if (!own.some(({ offer }) => offer.id === offerId)) throw new NotFound('temporary offer');
    return submitForm(
      form,
      {
        view: 'crisis/family-places',
        model: () => this.model(words, actor),
        refused: ({ refusal }) => refusedField('answer', refusal),
      },
      async ({ answer }) => {
        await this.offers.answerAsFamily(actor, offerId, answer);
        return redirect(HERE, 'crisis.notice.familyAnswered');
      },
    );
  }

  private async model(words: Translator, actor: Actor): Promise<Model> {
    return this.presenter.model(words, await this.places.listOwn(actor));
  }
}
