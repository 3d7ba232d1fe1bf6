export { AuditAnchors } from './audit-anchors.js';
export { AUDIT_CHAIN_JOBS } from './audit-chain-jobs.js';
export { AuditChainModule } from './audit-chain.module.js';
export { AuditVerifications } from './audit-verifications.js';
export { JournalStanding, type JournalStandingNow } from './journal-standing.js';
export { sayRestored } from './leave-anchor.js';
export type { AnchorFault } from './anchor-chain.js';
export { verifyStored, type VerifiedJournal } from './verify-stored.js';
