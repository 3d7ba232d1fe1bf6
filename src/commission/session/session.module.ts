import { Module, type OnModuleInit } from '@nestjs/common';
import { Promises, SupplyModule } from '../../supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { listSessionsCounting } from './read-sessions.js';
import { SessionAccess } from './session-access.js';
import { SessionClosings } from './session-closings.js';
import { SessionFollowers } from './session-followers.js';
import { SessionRecords } from './session-records.js';
import { SittingDays } from './sitting-days.js';
import { LiveController } from './web/live.controller.js';

/** One session as a row: how it changes, on which days it sits, and who follows it. */
@Module({
  imports: [BodiesModule, SupplyModule],
  controllers: [LiveController],
  providers: [SessionAccess, SessionClosings, SessionFollowers, SessionRecords, SittingDays],
  exports: [SessionAccess, SessionClosings, SessionRecords, SittingDays],
})
export class SessionModule implements OnModuleInit {
  constructor(
    private readonly promises: Promises,
    private readonly bodies: Bodies,
  ) {}

  onModuleInit(): void {
    this.promises.asked.join('commission names the sessions whose list is fixed', async (from, providerId) => {
      const body = await this.bodies.ofProvider(from, providerId);
      return body ? listSessionsCounting(from, body.id) : [];
    });
  }
}
