import {
  Body,
  BodyMember,
  CalendarFeed,
  CommissionSession,
  Candidacy,
  PlacesDeclaration,
} from './persistence/commission.entities.js';
import { Attendance, Recusal, SessionRatification, SittingDay, Unmasking } from './persistence/sitting.entities.js';

export { Body, BodyMember, CommissionSession, Candidacy };
export type { CandidacyState } from './persistence/commission.entities.js';
export const COMMISSION_ENTITIES = [
  Body,
  BodyMember,
  CommissionSession,
  Candidacy,
  CalendarFeed,
  PlacesDeclaration,
  SittingDay,
  Attendance,
  Recusal,
  SessionRatification,
  Unmasking,
];
export { InsertionPlaces } from './insertion-places.js';
export { Bodies } from './bodies.js';
export { CaseFacts } from './case-facts.js';
export { Candidacies, type UpcomingSession } from './candidacies.js';
export { Confirmations } from './confirmations.js';
export { CommissionModule } from './commission.module.js';
export { personKeyOf, seedBodies } from './commission.seed.js';
export { CommissionSessions } from './commission-sessions.js';
export { DECLARED_ANSWERS, type DeclaredAnswer, type DeclaredAnswerCode } from './domain/declared-answer.js';
export { OfferRules } from './offer-rules.js';
export { GivingUpRules, type AroundGivingUp } from './giving-up.js';
export { consequenceLines } from './web/consequence-words.js';
export { givingUpLines } from './web/giving-up-words.js';
export { PlacesDeclarations, type DeclarationStanding, type OpenDeclaration } from './places-declarations.js';
export { REASON_LISTS, type Decision, type DecisionKind } from './domain/decisions.js';
export { isComing, isListing, SESSION_STATES, type SessionState } from './domain/session-lifecycle.js';
export type { CandidacySnapshot } from './domain/snapshot.js';
export type { CaseMiss } from './domain/case-explanation.js';
export { claimedPlaces, claimLine, type NamedClaim } from './web/claim-words.js';
export { ClaimsPresenter } from './web/claims.presenter.js';
export { isShown, type SectionCutOff } from './domain/published-cut-offs.js';
export { sectionIdOf } from './section-ids.js';
export { SessionAnswers, type SessionAnswer, type SessionCutOffs } from './session-answers.js';
export { isMember } from './body-scope.js';
export { rulesOf, type SessionRules, type SittingRules } from './domain/sitting-rules.js';
export { SessionAccounts, type SessionAccount } from './session-accounts.js';
export { SessionClosings } from './session-closings.js';
export { SessionReads, type SessionSheet, type Sitting } from './session-reads.js';
export { CasePresenter } from './web/case.presenter.js';
export { RulesPresenter } from './web/rules.presenter.js';
export { Standings, type RequestStanding, type WishStanding } from './standings.js';
export { Sentences } from './web/sentences.js';
export type { NewSession } from './session-calendar.js';
