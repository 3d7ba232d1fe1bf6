import {
  AccessLink,
  Adult,
  ChildRequest,
  Dossier,
  Draft,
  FamilySession,
  Orientation,
  RequestHistory,
  SealedForm,
  Wish,
} from './persistence/dossier.entities.js';
import { DuplicateJudgement, DuplicateKey, PossibleDuplicate, RequestJoin } from './persistence/duplicate.entities.js';
import { ProposedChange } from './persistence/proposed-change.entities.js';

export {
  Adult,
  ChildRequest,
  Dossier,
  Draft,
  DuplicateJudgement,
  Orientation,
  PossibleDuplicate,
  ProposedChange,
  RequestHistory,
  RequestJoin,
  Wish,
};
export type { Origin } from './persistence/dossier.entities.js';
export const DOSSIER_ENTITIES = [
  Draft,
  Dossier,
  SealedForm,
  Adult,
  ChildRequest,
  Wish,
  RequestHistory,
  Orientation,
  AccessLink,
  FamilySession,
  DuplicateKey,
  PossibleDuplicate,
  DuplicateJudgement,
  RequestJoin,
  ProposedChange,
];
export * from './domain/dossier-form.js';
export { essentialGaps, GAPS, gapsOf, type Gap } from './domain/completeness.js';
export { ASKED_FACTS } from './domain/asked-facts.js';
export { identitiesOf } from './domain/duplicates/identities-of.js';
export { compareChildren } from './domain/duplicates/compare-children.js';
export { type Agreement, type Field } from './domain/duplicates/agreement.js';
export { isToJudge } from './domain/duplicates/joining.js';
export { ASIDE_REASONS, DuplicateActs, type AsideReason, type JoinOutcome } from './duplicate-acts.js';
export { identityOf } from './duplicate-search.js';
export {
  actionsFor,
  isOpen,
  judgeMove,
  OPEN_STATES,
  REASONS,
  REQUEST_ACTION_NAMES,
  REQUEST_STATES,
  ruleOf,
  type LifecycleActor,
  type RequestAction,
  type RequestFacts,
  type RequestState,
} from './domain/request-lifecycle.js';
export { TRACKS, type Track } from './domain/track.js';
export { monthOnly } from './domain/anonymous.js';
export { KEPT, reasonAgainstErasure, type ReasonToKeep } from './domain/retention.js';
export { ACT_DAYS } from './domain/next-act.js';
export { Arrivals, isJudge, type Chosen } from './arrivals.js';
export type { HeldAnswers } from './answer-writer.js';
export { answerIn, ProposedChanges } from './proposed-changes.js';
export { isOfChild, SENT_REQUEST } from './domain/proposed-changes/fields.js';
export { AnswerLocks, type AnswerLock } from './answer-locks.js';
export { Correspondence } from './correspondence.js';
export { CriterionQuestions, type AskedCriterion } from './criterion-questions.js';
export { Erasures, type ErasedAgain } from './erasures.js';
export { Forgetting } from './forgetting.js';
export { DossierModule } from './dossier.module.js';
export { DossierIntake, type Intake, type TakenChild } from './dossier-intake.js';
export { mayRead, readableRequests } from './dossier-scope.js';
export { Dossiers, type DossierFile, type RequestFile } from './dossiers.js';
export { Inbox, INBOX_PAGE, MOST_COUNTED, type InboxCount, type InboxFilter, type InboxRow } from './inbox.js';
export { Drafts } from './drafts.js';
export { FAMILY_COOKIE, FamilyAccess, TRIES_PER_DOSSIER, type Opening } from './family-access.js';
export { FamilyLinks, type LiveLink } from './family-links.js';
export { linksModel } from './web/links.presenter.js';
export { FamilyMessages, type Letter } from './family-messages.js';
export { actDue } from './act-columns.js';
export { FamilyReach } from './family-reach.js';
export { townOf, wayKey, type ContactWay } from './domain/contact-ways.js';
export { IntakeForecast } from './intake-forecast.js';
export { lifecycleActorsOf } from './lifecycle-actors.js';
export { RequestMoves, type Move, type MoveOptions, type WantedMove } from './request-moves.js';
export { TransferRequests } from './transfer-requests.js';
export { TriageActs } from './triage-acts.js';
export { Receipts, type Deposit, type DepositPart } from './receipts.js';
export { ChangeDecisions, type ChangesOfFamily } from './change-decisions.js';
export { ChangesForm, NOTICE_OF, readPress } from './web/changes.form.js';
export { ChangesPresenter } from './web/changes.presenter.js';
export { AnswersPresenter, type AnswerSection } from './web/answers.presenter.js';
export { FamilyCookie } from './web/family-cookie.js';
export { QuestionPresenter, type PageTarget } from './web/question.presenter.js';
export { readPage } from './web/read-page.js';
export { ReceiptPresenter } from './web/receipt.presenter.js';
export type { DraftPageForm } from './web/topics/draft-page.form.js';
export { topicAt } from './web/topics/topics.js';
export type { Desk as AskingDesk, Topic } from './web/topics/topic.js';
export { afterAction, wishErrors, WishesPage } from './web/wishes.form.js';
export { WishesPresenter } from './web/wishes.presenter.js';
