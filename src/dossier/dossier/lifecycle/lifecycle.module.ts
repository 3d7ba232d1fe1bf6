import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule, RoleUses } from '../../../territory/accounts/index.js';
import { Promises, SupplyModule } from '../../../offer/supply/index.js';
import { TerritoryModule, TerritoryUses } from '../../../territory/territory/index.js';
import { OPEN_STATES } from '../domain/request-states.js';
import { countFamiliesOf, countFamiliesWithin, countWishing } from '../persistence/waiting-wishes.queries.js';
import { DeskNotices } from './desk-notices.js';
import { DeskVolumes } from './desk-volumes.js';
import { Dossiers } from './dossiers.js';
import { FactRecords } from './fact-records.js';
import { FamilyFigures } from './family-figures.js';
import { FamilyNotices } from './family-notices.js';
import { Inbox } from './inbox.js';
import { MoveHistory } from './move-history.js';
import { NextActs } from './next-acts.js';
import { readableByRoles } from './request.policy.js';
import { RequestMoves } from './request-moves.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import { REASON_LIST } from './reason-list.js';

/** The life of a request: how it moves, who may read it, what its desk sees first. */
@Module({
  imports: [AccountsModule, SupplyModule, TerritoryModule],
  providers: [
    DeskNotices,
    DeskVolumes,
    Dossiers,
    FactRecords,
    FamilyFigures,
    FamilyNotices,
    Inbox,
    MoveHistory,
    NextActs,
    RequestMoves,
  ],
  exports: [DeskNotices, DeskVolumes, Dossiers, FactRecords, FamilyNotices, Inbox, MoveHistory, NextActs, RequestMoves],
})
export class LifecycleModule implements OnModuleInit {
  constructor(
    private readonly promises: Promises,
    private readonly choices: ChoiceLists,
    private readonly uses: TerritoryUses,
    private readonly roles: RoleUses,
  ) {}

  onModuleInit(): void {
    this.choices.register(REASON_LIST);
    this.promises.waiting.join('dossier counts the families that wish for it', (from, providerId) =>
      countWishing(from, providerId, OPEN_STATES),
    );
    this.uses.asked.join('dossier counts the families of the desks and communes', async (from, about) => ({
      families: await countFamiliesOf(from, about, OPEN_STATES),
    }));
    this.roles.asked.join('dossier counts the families that they read', async (from, grants) => ({
      families: await countFamiliesWithin(from, readableByRoles(grants), OPEN_STATES),
    }));
  }
}
