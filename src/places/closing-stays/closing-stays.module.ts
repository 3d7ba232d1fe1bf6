import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { PlacementModule } from '../placement/index.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { ClosingStays } from './closing-stays.js';
import { PLACE_CLOSES, STAYS_ENDED } from './message-kinds.js';
import { ClosingStaysController } from './web/closing-stays.controller.js';
import { ClosingStaysPresenter } from './web/closing-stays.presenter.js';

/** The stays that go beyond a closing: listed, ended when somebody confirms, and restored. */
@Module({
  imports: [AccountsModule, SupplyModule, DossierModule, PlacementModule],
  controllers: [ClosingStaysController],
  providers: [ClosingStays, ClosingStaysPresenter],
})
export class ClosingStaysModule implements OnModuleInit {
  constructor(private readonly kinds: MessageKinds) {}

  onModuleInit(): void {
    this.kinds.register(PLACE_CLOSES, STAYS_ENDED);
  }
}
