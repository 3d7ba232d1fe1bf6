import { Module, type OnModuleInit } from '@nestjs/common';
import { YearlyTables } from '../../foundation/platform/yearly-tables/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { BusyCalendars } from './busy-calendars.js';
import { BusyReading } from './busy-reading.js';
import { schoolHolidaysEndBefore } from './domain/school-holidays.js';
import { SchoolCalendars } from './school-calendars.js';
import { CALENDAR_PAGES } from './staff-pages.js';
import { SchoolHolidaysController } from './web/school-holidays.controller.js';

/** Days when nobody sits, and hours when people cannot. */
@Module({
  controllers: [SchoolHolidaysController],
  providers: [BusyCalendars, BusyReading, SchoolCalendars],
  exports: [BusyCalendars, BusyReading, SchoolCalendars],
})
export class CalendarModule implements OnModuleInit {
  constructor(
    private readonly yearly: YearlyTables,
    private readonly school: SchoolCalendars,
    private readonly navigation: Navigation,
  ) {}

  onModuleInit(): void {
    this.navigation.add(...CALENDAR_PAGES);
    this.yearly.asked.join('calendar says how far the school holidays go', async () => ({
      endsBefore: schoolHolidaysEndBefore((await this.school.inForce())?.holidays ?? []),
      words: {
        none: 'schoolHolidays.yearly.none',
        ended: 'schoolHolidays.yearly.ended',
        ending: 'schoolHolidays.yearly.ending',
      },
      href: '/calendrier/vacances-scolaires',
    }));
  }
}
