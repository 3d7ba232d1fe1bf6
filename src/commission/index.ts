import { Body, BodyMember, CommissionSession, Candidacy } from './persistence/commission.entities.js';

export { Body, BodyMember, CommissionSession, Candidacy };
export type { CandidacyState } from './persistence/commission.entities.js';
export const COMMISSION_ENTITIES = [Body, BodyMember, CommissionSession, Candidacy];
export { Bodies } from './bodies.js';
export { CaseFacts } from './case-facts.js';
export { Candidacies, type UpcomingSession } from './candidacies.js';
export { CommissionModule } from './commission.module.js';
export { personKeyOf, seedBodies } from './commission.seed.js';
export { CommissionSessions } from './commission-sessions.js';
export { REASON_LISTS, type Decision, type DecisionKind } from './domain/decisions.js';
export { isComing, isListing, SESSION_STATES, type SessionState } from './domain/session-lifecycle.js';
export type { CandidacySnapshot } from './domain/snapshot.js';
export type { NewSession } from './session-calendar.js';
