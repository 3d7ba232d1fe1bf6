import { Module } from '@nestjs/common';
import { BodiesModule } from '../bodies/bodies.module.js';
import { SessionAccess } from './session-access.js';
import { SessionClosings } from './session-closings.js';
import { SessionFollowers } from './session-followers.js';
import { SessionRecords } from './session-records.js';
import { SittingDays } from './sitting-days.js';
import { LiveController } from './web/live.controller.js';

/** One session as a row: how it changes, on which days it sits, and who follows it. */
@Module({
  imports: [BodiesModule],
  controllers: [LiveController],
  providers: [SessionAccess, SessionClosings, SessionFollowers, SessionRecords, SittingDays],
  exports: [SessionAccess, SessionClosings, SessionRecords, SittingDays],
})
export class SessionModule {}
