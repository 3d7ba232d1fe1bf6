import { Global, Module } from '@nestjs/common';
import { MessageKinds } from '../outbox/index.js';
import { AuditAnchors } from './audit-anchors.js';
import { AuditChainFigures } from './audit-chain-figures.js';
import { AuditChainJobs } from './audit-chain-jobs.js';
import { AuditDrops } from './audit-drops.js';
import { AuditSeals } from './audit-seals.js';
import { AuditVerifications } from './audit-verifications.js';
import { JournalStanding } from './journal-standing.js';
import { AUDIT_ANCHOR } from './message-kinds.js';

@Global()
@Module({
  providers: [
    AuditSeals,
    AuditAnchors,
    AuditChainJobs,
    AuditChainFigures,
    AuditDrops,
    AuditVerifications,
    JournalStanding,
  ],
  exports: [AuditAnchors, AuditVerifications, JournalStanding],
})
export class AuditChainModule {
  constructor(kinds: MessageKinds) {
    kinds.register(AUDIT_ANCHOR);
  }
}
