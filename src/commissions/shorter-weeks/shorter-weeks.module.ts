import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { CommissionModule } from '../commission/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { MessageKinds, OutboxModule } from '../../foundation/platform/outbox/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { SHORTER_WEEK_MESSAGES } from './message-kinds.js';
import { ShorterWeeks } from './shorter-weeks.js';
import { DeskShorterWeekController } from './web/desk-shorter-week.controller.js';
import { FamilyShorterWeekController } from './web/family-shorter-week.controller.js';
import { ShorterWeekWords } from './web/shorter-week-words.js';

/** Fewer days, proposed to families by directors who prepare a session. */
@Module({
  imports: [OutboxModule, AccountsModule, SupplyModule, DossierModule, CommissionModule],
  controllers: [FamilyShorterWeekController, DeskShorterWeekController],
  providers: [ShorterWeeks, ShorterWeekWords],
  exports: [ShorterWeeks, ShorterWeekWords],
})
export class ShorterWeeksModule {
  constructor(kinds: MessageKinds) {
    kinds.register(...SHORTER_WEEK_MESSAGES);
  }
}
