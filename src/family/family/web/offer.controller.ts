import { Controller, Get, Param, Post } from '@nestjs/common';
import { Sentences } from '../../../commissions/commission/index.js';
import { NotFound, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  refusedPage,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FamilyFiles } from '../family-files.js';
import { FamilyOffers } from '../family-offers.js';
import { OfferPresenter } from './offer.presenter.js';
import { PriceForm } from './price.form.js';
import { PricePresenter } from './price.presenter.js';
import { FamilyAcceptForm, FamilyContactForm, FamilyDeclineForm, NothingForm } from './request-acts.form.js';
import { ReasonChoices } from './reason-choices.js';

/** The page of one offer, with its two buttons. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/offres/:id')
export class OfferController {
  constructor(
    private readonly offers: FamilyOffers,
    private readonly files: FamilyFiles,
    private readonly present: OfferPresenter,
    private readonly price: PricePresenter,
    private readonly say: Sentences,
    private readonly reasons: ReasonChoices,
  ) {}

  @Get()
  async showOffer(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('family/offer', await this.model(words, actor, id));
  }

  @Post('accepter')
  async acceptOffer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(FamilyAcceptForm) form: Submitted<FamilyAcceptForm>,
  ): Promise<Page | Redirect> {
    if (!form.ok) return refusedPage('family/offer', await this.model(words, actor, id), form);
    const keep = [form.value.keep ?? []].flat();
    return this.answered(
      words,
      actor,
      id,
      await this.offers.acceptOffer(actor, id, keep, form.value.contact === 'yes'),
      keep.length > 0 ? 'family.offer.keptNotice' : 'family.offer.acceptedNotice',
    );
  }

  @Post('refuser')
  async declineOffer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(FamilyDeclineForm) declined: Submitted<FamilyDeclineForm>,
  ): Promise<Page | Redirect> {
    const form = this.reasons.stillOffered(declined, 'family.errors.declineReason');
    if (!form.ok) return refusedPage('family/offer', await this.model(words, actor, id), form);
    const refusal = await this.offers.declineOffer(actor, id, form.value);
    const { state } = await this.offers.readOwn(actor, id);
    const notice = state === 'open' ? 'family.offer.firstNoNotice' : 'family.offer.declinedNotice';
    return this.answered(words, actor, id, refusal, notice);
  }

  @Post('coordonnees')
  async agreeContact(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(FamilyContactForm) form: Submitted<FamilyContactForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'family/offer',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => ({ model: { refused: this.say.refusalSentence(words, refusal) }, values: {} }),
      },
      async ({ contact }) => {
        await this.offers.agreeContact(actor, id, contact === 'yes');
        const notice = contact === 'yes' ? 'family.call.passedNotice' : 'family.call.keptNotice';
        return redirect(`/mon-dossier/offres/${id}`, notice);
      },
    );
  }

  @Post('dates')
  async agree(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(NothingForm) form: Submitted<NothingForm>,
  ): Promise<Page | Redirect> {
    // The form has one button and no field, so content that does not fit was not sent by our page.
    if (!form.ok) throw new NotFound('offer');
    return submitForm(
      form,
      {
        view: 'family/offer',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => ({ model: { refused: this.say.refusalSentence(words, refusal) }, values: {} }),
      },
      async () => {
        await this.offers.agreeDates(actor, id);
        return redirect(`/mon-dossier/offres/${id}`, 'family.offer.agreedNotice');
      },
    );
  }

  /** A POST, so that the family's income is in no address. The income is used once and not kept. */
  @Post('estimation')
  async estimate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(PriceForm) form: Submitted<PriceForm>,
  ): Promise<Page> {
    const model = await this.model(words, actor, id);
    if (!form.ok) return refusedPage('family/offer', model, form);
    const offer = await this.offers.readOwn(actor, id);
    const { request } = await this.files.readRequest(actor, offer.requestId);
    return page('family/offer', {
      ...model,
      estimate: this.price.estimate(words, offer, request.need, form.value),
      form: emptyForm(form.values),
    });
  }

  /** When the answer is refused, the same page says what has become of the offer. */
  private async answered(
    words: Translator,
    actor: Actor,
    id: string,
    refusal: Refusal | null,
    notice: string,
  ): Promise<Page | Redirect> {
    if (!refusal) return redirect(`/mon-dossier/offres/${id}`, notice);
    return page('family/offer', await this.model(words, actor, id), 409);
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const offer = await this.offers.readOwn(actor, id);
    const file = await this.files.readRequest(actor, offer.requestId);
    const model = this.present.page(
      words,
      offer,
      this.offers.stateOf(offer),
      file,
      await this.offers.readAround(offer, file),
      actor,
      await this.files.readFamily(actor, file),
    );
    return { ...model, priced: this.price.scaleOf(offer) !== null };
  }
}
