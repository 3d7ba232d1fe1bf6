import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
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
import { Sentences } from '../../bodies/web/sentences.js';
import { OfferRevocations } from '../offer-revocations.js';
import { OfferRevocationForm } from './offer-revocation.form.js';
import { OfferRevocationPresenter } from './offer-revocation.presenter.js';

const VIEW = 'commission/closing/revocation';

/** Takes back a place that a session offered by mistake: which one, what follows, why, and then at one press. */
@Controller('commissions/:id/propositions')
@Allow(Permission.RevokeOffer)
export class OfferRevocationController {
  constructor(
    private readonly revocations: OfferRevocations,
    private readonly present: OfferRevocationPresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async listOffers(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('commission/closing/offers', this.present.listModel(words, await this.revocations.listOpen(actor, id)));
  }

  @Get(':offerId/retirer')
  async askReason(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('offerId') offerId: string,
  ): Promise<Page> {
    const read = await this.revocations.readOffer(actor, id, offerId);
    return page(VIEW, { ...this.present.askingModel(words, read), form: emptyForm() });
  }

  @Post(':offerId/retirer')
  async revokeOffer(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('offerId') offerId: string,
    @Form(OfferRevocationForm) form: Submitted<OfferRevocationForm>,
  ): Promise<Page | Redirect> {
    const shown = this.present.askingModel(words, await this.revocations.readOffer(actor, id, offerId));
    return submitForm(
      form,
      { view: VIEW, model: () => shown, refused: ({ refusal }) => this.say.asError(words, 'reason', refusal) },
      async ({ version, reason }) => {
        await this.revocations.revokeOffer(actor, id, offerId, version, reason);
        return redirect(`/commissions/${id}/propositions`, 'commission.notice.revoked');
      },
    );
  }
}
