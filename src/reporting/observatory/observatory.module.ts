import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { cellule } from '../../first-desk/cellule/index.js';
import { CommissionModule } from '../../commissions/commission/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { MessageKinds, OutboxModule } from '../../foundation/platform/outbox/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { ReportingModule } from '../reporting/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { savedViews } from '../../territory/saved-views/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { CountedMeasuresReading } from './exports/counted-measures.js';
import { PublishedWorkbook } from './exports/published-workbook.js';
import { ZonesModule } from '../zones/index.js';
import { FigureWatches } from './figure-watches.js';
import { OBSERVATORY_MESSAGES } from './message-kinds.js';
import { WatchRound } from './watch-round.js';
import { OBSERVATORY_PAGES } from './staff-pages.js';
import { WatchController } from './web/watch.controller.js';
import { FamilyList } from './family-list.js';
import { FrameworkReading } from './framework-figures.js';
import { FrameworkController } from './web/framework.controller.js';
import { TriageModule } from '../../first-desk/triage/index.js';
import { KnownThenReading } from './known-then.js';
import { InboxFigures } from './web/inbox-figures.js';
import { MemberGroups } from './member-groups.js';
import { ObservatoryReading } from './observatory-figures.js';
import { WithoutCauses } from './without-causes.js';
import { FamilyListController } from './web/family-list.controller.js';
import { FamilyListPresenter } from './web/family-list.presenter.js';
import { CelluleCases } from './cellule-cases.js';
import { CelluleController } from './web/cellule.controller.js';
import { CellulePresenter } from './web/cellule.presenter.js';
import { CommissionReading } from './commission-figures.js';
import { CommissionFiguresController } from './web/commission-figures.controller.js';
import { CommissionFiguresPresenter } from './web/commission-figures.presenter.js';
import { CommunePresenter } from './web/commune.presenter.js';
import { ObservatoryController } from './web/observatory.controller.js';
import { ObservatoryPresenter } from './web/observatory.presenter.js';
import { PublishedPresenter } from './web/published.presenter.js';

/** The pages of the figures: families with and without a solution, told so that people act. */
@Module({
  imports: [
    OutboxModule,
    AccountsModule,
    DossierModule,
    TerritoryModule,
    SupplyModule,
    cellule.module,
    savedViews.module,
    CommissionModule,
    ReportingModule,
    ZonesModule,
    TriageModule,
  ],
  controllers: [
    ObservatoryController,
    CommissionFiguresController,
    FrameworkController,
    FamilyListController,
    WatchController,
    CelluleController,
  ],
  providers: [
    ObservatoryReading,
    MemberGroups,
    KnownThenReading,
    FrameworkReading,
    CommissionReading,
    CommissionFiguresPresenter,
    FigureWatches,
    WatchRound,
    WithoutCauses,
    FamilyList,
    FamilyListPresenter,
    InboxFigures,
    CelluleCases,
    CellulePresenter,
    ObservatoryPresenter,
    CommunePresenter,
    PublishedPresenter,
    PublishedWorkbook,
    CountedMeasuresReading,
  ],
  exports: [CommissionReading, FrameworkReading],
})
export class ObservatoryModule {
  constructor(navigation: Navigation, kinds: MessageKinds) {
    kinds.register(...OBSERVATORY_MESSAGES);
    navigation.add(...OBSERVATORY_PAGES);
  }
}
