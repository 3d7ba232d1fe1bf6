import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule, RoleUses } from '../../../territory/accounts/index.js';
import { Promises, SupplyModule } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { listComingOf, listSessionsCounting } from './read-sessions.js';
import { SessionAccess } from './session-access.js';
import { SessionClosings } from './session-closings.js';
import { SessionFollowers } from './session-followers.js';
import { SessionRecords } from './session-records.js';
import { SittingDays } from './sitting-days.js';
import { LiveController } from './web/live.controller.js';

/** One session as a row: how it changes, on which days it sits, and who follows it. */
@Module({
  imports: [AccountsModule, BodiesModule, SupplyModule],
  controllers: [LiveController],
  providers: [SessionAccess, SessionClosings, SessionFollowers, SessionRecords, SittingDays],
  exports: [SessionAccess, SessionClosings, SessionRecords, SittingDays],
})
export class SessionModule implements OnModuleInit {
  constructor(
    private readonly promises: Promises,
    private readonly bodies: Bodies,
    private readonly roles: RoleUses,
  ) {}

  onModuleInit(): void {
    this.promises.asked.join('commission names the sessions whose list is fixed', async (from, providerId) => {
      const body = await this.bodies.ofProvider(from, providerId);
      return body ? listSessionsCounting(from, body.id) : [];
    });
    this.roles.asked.join('commission names the coming sessions that they read', async (from, grants) => ({
      sessions: await listComingOf(from, await this.bodies.readableByRoles(grants)),
    }));
  }
}
