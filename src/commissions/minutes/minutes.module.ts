import { Module } from '@nestjs/common';
import { SupplyModule } from '../../offer/supply/index.js';
import { CommissionModule } from '../commission/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { FamilyExtracts } from './family-extracts.js';
import { MinutesBook } from './minutes-book.js';
import { MinutesDocuments } from './minutes-documents.js';
import { MinutesFiles } from './minutes-files.js';
import { MinutesPrinter } from './minutes-printer.js';
import { MinutesWriter } from './minutes-writer.js';
import { MINUTES_PAGES } from './staff-pages.js';
import { UnsignedMinutesOf } from './unsigned-minutes.js';
import { DayOfMinutes } from './web/day-of-minutes.js';
import { MinutesController } from './web/minutes.controller.js';
import { MinutesPresenter } from './web/minutes.presenter.js';
import { PublicMinutesController } from './web/public-minutes.controller.js';

/** The minutes of a session in three versions: signed, and never changed. */
@Module({
  imports: [SupplyModule, DossierModule, CommissionModule],
  controllers: [MinutesController, PublicMinutesController],
  providers: [
    DayOfMinutes,
    FamilyExtracts,
    MinutesBook,
    MinutesDocuments,
    MinutesFiles,
    MinutesPresenter,
    MinutesPrinter,
    MinutesWriter,
    UnsignedMinutesOf,
  ],
})
export class MinutesModule {
  constructor(navigation: Navigation) {
    navigation.add(...MINUTES_PAGES);
  }
}
