import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { PlacementModule } from '../placement/index.js';
import { MessageKinds, OutboxModule } from '../../foundation/platform/outbox/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { OTHER_DAYS_MESSAGES } from './message-kinds.js';
import { OtherDaysAsked } from './other-days-asked.js';
import { DeskOtherDaysController } from './web/desk-other-days.controller.js';
import { FamilyOtherDaysController } from './web/family-other-days.controller.js';
import { OtherDaysPresenter } from './web/other-days.presenter.js';

/** Other days, asked by families of children who have a place. */
@Module({
  imports: [OutboxModule, AccountsModule, SupplyModule, DossierModule, PlacementModule],
  controllers: [FamilyOtherDaysController, DeskOtherDaysController],
  providers: [OtherDaysAsked, OtherDaysPresenter],
  exports: [OtherDaysAsked],
})
export class OtherDaysModule {
  constructor(kinds: MessageKinds) {
    kinds.register(...OTHER_DAYS_MESSAGES);
  }
}
