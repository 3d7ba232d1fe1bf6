import { Module } from '@nestjs/common';
import { ReportingModule } from '../reporting/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { HidingThreads } from './hiding-threads.js';
import { PeriodDisclosure } from './period-disclosure.js';

/** What of a period leaves the desk (secret statistique). */
@Module({
  imports: [TerritoryModule, ReportingModule],
  providers: [PeriodDisclosure, HidingThreads],
  exports: [PeriodDisclosure],
})
export class DisclosureModule {}
