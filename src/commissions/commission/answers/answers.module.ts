import { Module } from '@nestjs/common';
import { AdmissionModule } from '../../admission/index.js';
import { DossierModule } from '../../../dossier/dossier/index.js';
import { PlacementModule } from '../../../places/placement/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { TerritoryModule } from '../../../territory/territory/index.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { FreezingModule } from '../freezing/freezing.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { SessionModule } from '../session/session.module.js';
import { SittingModule } from '../sitting/sitting.module.js';
import { FamilyStandings } from './family-standings.js';
import { GivingUpRules } from './giving-up.js';
import { GridSimulations } from './grid-simulations.js';
import { OfferRules } from './offer-rules.js';
import { ReplacedOffers } from './replaced-offers.js';
import { SessionAccounts } from './session-accounts.js';
import { SessionAnswers } from './session-answers.js';
import { SessionFigures } from './session-figures.js';
import { SessionAudit } from './session-audit.js';
import { ConsequenceNotes } from './web/consequence-notes.js';
import { SessionAuditController } from './web/session-audit.controller.js';
import { SimulationController } from './web/simulation.controller.js';
import { SimulationPresenter } from './web/simulation.presenter.js';

/** What is said about a session afterwards: to families, to the public, and to those who check it. */
@Module({
  imports: [
    TerritoryModule,
    SupplyModule,
    DossierModule,
    PlacementModule,
    AdmissionModule,
    BodiesModule,
    SessionModule,
    PlanningModule,
    FreezingModule,
    SittingModule,
  ],
  controllers: [SessionAuditController, SimulationController],
  providers: [
    ConsequenceNotes,
    FamilyStandings,
    GivingUpRules,
    GridSimulations,
    OfferRules,
    ReplacedOffers,
    SessionAccounts,
    SessionAnswers,
    SessionAudit,
    SessionFigures,
    SimulationPresenter,
  ],
  exports: [
    FamilyStandings,
    GivingUpRules,
    OfferRules,
    ReplacedOffers,
    SessionAccounts,
    SessionAnswers,
    SessionFigures,
  ],
})
export class SessionAnswersModule {}
