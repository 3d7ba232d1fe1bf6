import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { AdmissionModule } from '../admission/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { ClosureChoices } from './closure-choices.js';
import { ClosureGuests } from './closure-guests.js';
import { ClosureMessages } from './closure-messages.js';
import { ClosureProposals } from './closure-proposals.js';
import { ClosureRecords } from './closure-records.js';
import { Closures } from './closures.js';
import { ConcernedChildren } from './concerned-children.js';
import { FamilyPlaces } from './family-places.js';
import { CRISIS_MESSAGES } from './message-kinds.js';
import { Neighbours } from './neighbours.js';
import { PlaceMessages } from './place-messages.js';
import { SectionClosures } from './section-closures.js';
import { TemporaryOffers } from './temporary-offers.js';
import { CLOSURE_PAGES } from './staff-pages.js';
import { ClosureActsController } from './web/closure-acts.controller.js';
import { ClosureGlancePresenter } from './web/closure-glance.presenter.js';
import { ClosureWords } from './web/closure-words.js';
import { ClosurePresenter } from './web/closure.presenter.js';
import { ClosuresController } from './web/closures.controller.js';
import { FamilyTemporaryController } from './web/family-temporary.controller.js';
import { FamilyTemporaryPresenter } from './web/family-temporary.presenter.js';
import { NeighboursController } from './web/neighbours.controller.js';
import { NeighboursPresenter } from './web/neighbours.presenter.js';
import { ProposalController } from './web/proposal.controller.js';
import { ProposalPresenter } from './web/proposal.presenter.js';

/** Sudden closures: families told, children received elsewhere for a time, everything as before afterwards. */
@Module({
  imports: [AccountsModule, TerritoryModule, SupplyModule, DossierModule, PlacementModule, AdmissionModule],
  controllers: [
    ClosuresController,
    ClosureActsController,
    NeighboursController,
    ProposalController,
    FamilyTemporaryController,
  ],
  providers: [
    ClosureRecords,
    ConcernedChildren,
    ClosureMessages,
    PlaceMessages,
    Neighbours,
    ClosureProposals,
    TemporaryOffers,
    ClosureChoices,
    ClosureGuests,
    FamilyPlaces,
    SectionClosures,
    Closures,
    ClosureWords,
    ClosurePresenter,
    ClosureGlancePresenter,
    NeighboursPresenter,
    ProposalPresenter,
    FamilyTemporaryPresenter,
  ],
  exports: [FamilyPlaces, SectionClosures],
})
export class CrisisModule {
  constructor(navigation: Navigation, kinds: MessageKinds) {
    kinds.register(...CRISIS_MESSAGES);
    navigation.add(...CLOSURE_PAGES);
  }
}
