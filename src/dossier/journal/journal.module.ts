import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { DossierModule } from '../dossier/index.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { JournalAlarms } from './journal-alarms.js';
import { JournalAnchorMails } from './journal-anchor-mails.js';
import { JournalLooks } from './journal-looks.js';
import { JOURNAL_ANCHOR, JOURNAL_FINDINGS } from './message-kinds.js';
import { JOURNAL_PAGES } from './staff-pages.js';
import { DayOfJournal } from './web/day-of-journal.js';
import { JournalController } from './web/journal.controller.js';
import { JournalPresenter } from './web/journal.presenter.js';

/** The journal of who did and read what, for those who look in it. */
@Module({
  imports: [AccountsModule, DossierModule],
  controllers: [JournalController],
  providers: [DayOfJournal, JournalLooks, JournalAlarms, JournalAnchorMails, JournalPresenter],
})
export class JournalModule {
  constructor(navigation: Navigation, kinds: MessageKinds) {
    kinds.register(JOURNAL_ANCHOR, JOURNAL_FINDINGS);
    navigation.add(...JOURNAL_PAGES);
  }
}
