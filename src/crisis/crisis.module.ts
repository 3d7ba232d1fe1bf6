import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { DossierModule } from '../dossier/index.js';
import { PlacementModule } from '../placement/index.js';
import { MessageKinds } from '../platform/outbox/index.js';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { SupplyModule } from '../supply/index.js';
import { TerritoryModule } from '../territory/index.js';
import { ClosureMessages } from './closure-messages.js';
import { ClosureRecords } from './closure-records.js';
import { Closures } from './closures.js';
import { ConcernedChildren } from './concerned-children.js';
import { CRISIS_MESSAGES } from './message-kinds.js';
import { ClosureActsController } from './web/closure-acts.controller.js';
import { ClosurePresenter } from './web/closure.presenter.js';
import { ClosuresController } from './web/closures.controller.js';

/** Sudden closures: families told, children received elsewhere for a time, everything as before afterwards. */
@Module({
  imports: [AccountsModule, TerritoryModule, SupplyModule, DossierModule, PlacementModule],
  controllers: [ClosuresController, ClosureActsController],
  providers: [ClosureRecords, ConcernedChildren, ClosureMessages, Closures, ClosurePresenter],
})
export class CrisisModule {
  constructor(navigation: Navigation, kinds: MessageKinds) {
    kinds.register(...CRISIS_MESSAGES);
    navigation.add({ permission: Permission.HandleClosures, href: '/fermetures', text: 'crisis.nav', order: 33 });
  }
}
