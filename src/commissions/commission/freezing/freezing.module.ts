import { Module, type OnModuleInit } from '@nestjs/common';
import { AdmissionModule } from '../../admission/index.js';
import { AnswerLocks, DossierModule } from '../../../dossier/dossier/index.js';
import { PlacementModule } from '../../../places/placement/index.js';
import { MessageKinds } from '../../../foundation/platform/outbox/index.js';
import { JobHandlers } from '../../../foundation/platform/queue/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { taskType } from '../domain/session-dates.js';
import { PlanningModule } from '../planning/planning.module.js';
import { SessionModule } from '../session/session.module.js';
import { frozenCandidacyLock } from './answer-lock.js';
import { AskedProofs } from './asked-proofs.js';
import { BirthHolds } from './birth-holds.js';
import { CaseFacts } from './case-facts.js';
import { CaseForgetting } from './case-forgetting.js';
import { CaseSnapshots } from './case-snapshots.js';
import { Freezing } from './freezing.js';
import { SESSION_PROOFS } from './message-kinds.js';
import { PointsToday } from './points-today.js';

/** The list of a session is fixed: what it will judge is kept as it is. */
@Module({
  imports: [SupplyModule, DossierModule, PlacementModule, AdmissionModule, BodiesModule, SessionModule, PlanningModule],
  providers: [AskedProofs, BirthHolds, CaseFacts, CaseForgetting, CaseSnapshots, Freezing, PointsToday],
  exports: [AskedProofs, BirthHolds, CaseFacts, CaseSnapshots, Freezing, PointsToday],
})
export class FreezingModule implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly freezing: Freezing,
    private readonly answerLocks: AnswerLocks,
    private readonly kinds: MessageKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(SESSION_PROOFS);
    this.handlers.register({
      type: taskType('freeze'),
      handle: (tx, { sessionId }) => this.freezing.freezeWhenDue(tx, sessionId),
    });
    this.answerLocks.locks.join('commission fixes the answers of a case that is frozen', frozenCandidacyLock);
  }
}
