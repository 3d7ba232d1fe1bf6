import { Module, type OnModuleInit } from '@nestjs/common';
import { DossierModule } from '../../dossier/dossier/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { MessageKinds, OutboxModule } from '../../foundation/platform/outbox/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { Asking } from './asking.js';
import { Ballots } from './ballots.js';
import { SATISFACTION_MESSAGES } from './message-kinds.js';
import { SatisfactionFigures } from './satisfaction-figures.js';
import { SATISFACTION_PAGES } from './staff-pages.js';
import { BallotController } from './web/ballot.controller.js';
import { SatisfactionController } from './web/satisfaction.controller.js';
import { SatisfactionPresenter } from './web/satisfaction.presenter.js';

/** Three anonymous questions to families whose request has ended. */
@Module({
  imports: [OutboxModule, DossierModule, PlacementModule],
  controllers: [BallotController, SatisfactionController],
  providers: [Asking, Ballots, SatisfactionFigures, SatisfactionPresenter],
  exports: [SatisfactionFigures],
})
export class SatisfactionModule implements OnModuleInit {
  constructor(
    private readonly kinds: MessageKinds,
    private readonly navigation: Navigation,
  ) {}

  onModuleInit(): void {
    this.kinds.register(...SATISFACTION_MESSAGES);
    this.navigation.add(...SATISFACTION_PAGES);
  }
}
