import { Module, type OnModuleInit } from '@nestjs/common';
import { AdmissionModule } from '../../admission/index.js';
import { AnswerDelays, DossierModule } from '../../../dossier/dossier/index.js';
import { OFFER_RELEASED, PLACEMENT_RELEASED, PlacementModule } from '../../../places/placement/index.js';
import { JobHandlers } from '../../../foundation/platform/queue/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { SessionModule } from '../session/session.module.js';
import { SittingModule } from '../sitting/sitting.module.js';
import { FreeingPlaces } from './freeing-places.js';
import { LaterPlaces } from './later-places.js';
import { ClosingCases } from './closing-cases.js';
import { Closing } from './closing.js';
import { ConditionalPlaces } from './conditional-places.js';
import { DecisionEffects } from './decision-effects.js';
import { GivenWayAdmissions } from './given-way.js';
import { OfferRevocations } from './offer-revocations.js';
import { ReofferAccounts } from './reoffer-accounts.js';
import { ReofferRuns } from './reoffer-runs.js';
import { Reoffers } from './reoffers.js';
import { SEATS_LEFT } from './closing-jobs.js';
import { SessionOffers } from './session-offers.js';
import { Signing } from './signing.js';
import { ClosingPresenter } from './web/closing.presenter.js';
import { ClosingController } from './web/closing.controller.js';
import { OfferRevocationController } from './web/offer-revocation.controller.js';
import { OfferRevocationPresenter } from './web/offer-revocation.presenter.js';
import { SessionOffersController } from './web/session-offers.controller.js';
import { SessionOffersPresenter } from './web/session-offers.presenter.js';
import { MessageKinds } from '../../../foundation/platform/outbox/index.js';
import { CLOSING_MESSAGES } from './message-kinds.js';

/** A session ends: what was decided takes effect, and what comes free is offered again. */
@Module({
  imports: [
    AdmissionModule,
    SupplyModule,
    DossierModule,
    PlacementModule,
    BodiesModule,
    SessionModule,
    PlanningModule,
    SittingModule,
  ],
  controllers: [ClosingController, OfferRevocationController, SessionOffersController],
  providers: [
    Closing,
    ClosingPresenter,
    ClosingCases,
    ConditionalPlaces,
    DecisionEffects,
    FreeingPlaces,
    GivenWayAdmissions,
    LaterPlaces,
    OfferRevocationPresenter,
    OfferRevocations,
    ReofferAccounts,
    ReofferRuns,
    Reoffers,
    SessionOffers,
    SessionOffersPresenter,
    Signing,
  ],
  exports: [FreeingPlaces, ReofferAccounts, Reoffers, Signing],
})
export class ClosingModule implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly reoffers: Reoffers,
    private readonly kinds: MessageKinds,
    private readonly delays: AnswerDelays,
    private readonly bodies: Bodies,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.kinds.register(...CLOSING_MESSAGES);
    // Each body sets its own; a director who decides alone uses the territory's.
    this.delays.asked.join('commission says the days that bodies and directors give', async () => [
      await this.settings.get('offerDays'),
      ...(await this.bodies.listBodies()).map(({ offerDays }) => offerDays),
    ]);
    this.handlers.register({
      type: PLACEMENT_RELEASED,
      handle: (tx, { placementId, sessionId }) => this.reoffers.givenUp(tx, placementId, sessionId),
    });
    this.handlers.register({
      type: SEATS_LEFT,
      handle: (tx, { sessionId }) => this.reoffers.leftAtClosing(tx, sessionId),
    });
    this.handlers.register({
      type: OFFER_RELEASED,
      handle: (tx, { offerId }) => this.reoffers.offerReleased(tx, offerId),
    });
  }
}
