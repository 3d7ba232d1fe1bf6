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
export { CommissionModule } from './commission.module.js';
export type { CaseMiss } from './domain/case-explanation.js';
export { type Decision } from './domain/decisions.js';
export { DECLARED_ANSWERS, type DeclaredAnswer, type DeclaredAnswerCode } from './domain/declared-answer.js';
export { isShown, type SectionCutOff } from './domain/published-cut-offs.js';
export { isComing, type SessionState } from './domain/session-lifecycle.js';
export { rulesOf, type SessionRules } from './domain/sitting-rules.js';
export { Bodies } from './bodies/bodies.js';
export { seedBodies } from './bodies/bodies.seed.js';
export { isMember } from './bodies/body.policy.js';
export { InsertionPlaces } from './bodies/insertion-places.js';
export { SittingRulesPresenter } from './bodies/web/sitting-rules.presenter.js';
export { Sentences } from './bodies/web/sentences.js';
export { SessionClosings } from './session/session-closings.js';
export { Candidacies, type UpcomingSession } from './planning/candidacies.js';
export { Confirmations } from './planning/confirmations.js';
export { PlacesDeclarations, type OpenDeclaration } from './planning/places-declarations.js';
export { SessionCalendar, type NewSession } from './planning/session-calendar.js';
export { CaseFacts } from './freezing/case-facts.js';
export { Freezing } from './freezing/freezing.js';
export { Opening } from './sitting/opening.js';
export { Preparation } from './sitting/preparation.js';
export { sectionIdOf } from './sitting/section-ids.js';
export { SessionDecisions } from './sitting/session-decisions.js';
export { SessionQueries, type SessionSheet, type Sitting } from './sitting/session-queries.js';
export { CasePresenter } from './sitting/web/case.presenter.js';
export { claimedPlaces, claimLine, type NamedClaim } from './sitting/web/claim-words.js';
export { ClaimsPresenter } from './sitting/web/claims.presenter.js';
export { Closing } from './closing/closing.js';
export { Signing } from './closing/signing.js';
export { FamilyStandings, type RequestStanding, type WishStanding } from './answers/family-standings.js';
export { GivingUpRules, type AroundGivingUp } from './answers/giving-up.js';
export { OfferRules } from './answers/offer-rules.js';
export { SessionAccounts, type SessionAccount } from './answers/session-accounts.js';
export { SessionAnswers, type SessionAnswer, type SessionCutOffs } from './answers/session-answers.js';
export { consequenceLines } from './answers/web/consequence-words.js';
export { givingUpLines } from './answers/web/giving-up-words.js';
