import { Module } from '@nestjs/common';
import { DossierModule } from '../dossier/index.js';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { JournalLooks } from './journal-looks.js';
import { JournalController } from './web/journal.controller.js';
import { JournalPresenter } from './web/journal.presenter.js';

/** The journal of who did and read what, for those who look in it. */
@Module({ imports: [DossierModule], controllers: [JournalController], providers: [JournalLooks, JournalPresenter] })
export class JournalModule {
  constructor(navigation: Navigation) {
    navigation.add({ permission: Permission.ReadJournal, href: '/journal', text: 'journal.nav', order: 97 });
  }
}
