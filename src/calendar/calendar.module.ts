import { Module } from '@nestjs/common';
import { BusyCalendars } from './busy-calendars.js';
import { BusyReading } from './busy-reading.js';
import { SchoolCalendars } from './school-calendars.js';
import { SchoolHolidaysController } from './web/school-holidays.controller.js';

/** Days when nobody sits, and hours when people cannot. */
@Module({
  controllers: [SchoolHolidaysController],
  providers: [BusyCalendars, BusyReading, SchoolCalendars],
  exports: [BusyCalendars, BusyReading, SchoolCalendars],
})
export class CalendarModule {}
