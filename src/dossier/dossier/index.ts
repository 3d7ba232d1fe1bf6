export type { ChildRequest, Dossier, Draft, Origin, RequestHistory, Wish } from './persistence/dossier.entities.js';
export type { DuplicateJudgement, PossibleDuplicate } from './persistence/duplicate.entities.js';
export { DOSSIER_ENTITIES } from './persistence/tables.js';
export * from './domain/child-questions.js';
export * from './domain/dossier-form.js';
export { NEED_QUESTIONS, type NeedQuestions } from './domain/need-questions.js';
export { startDays, waitsOf } from './domain/said-days.js';
export {
  answeredAlike,
  answersTo,
  directorsNames,
  inOrder,
  yesNoNames,
  type Questions,
  type YesNoName,
} from './domain/questions.js';
export {
  countChildren,
  essentialGaps,
  GAPS,
  gapsOf,
  hasUsualWeek,
  lacksSecondAdult,
  withAskedAdult,
} from './domain/completeness.js';
export { inTimeFirst } from './domain/emergency-order.js';
export { mayCorrectDate, type DateCorrection } from './domain/first-asked.js';
export { birthsAround, isExpected, mayTellBirth, NOT_BORN_DAYS } from './domain/births.js';
export { isBeforeBirth, isLoneWithAnother, isOfAnotherTown } from './domain/contradictions.js';
export { ASKED_FACTS, FACT_QUESTIONS } from './domain/asked-facts.js';
export { compareChildren } from './domain/duplicates/compare-children.js';
export { type Agreement, type Field } from './domain/duplicates/agreement.js';
export { normaliseName } from './domain/duplicates/normalise-name.js';
export { expectingSideOf, holdsBirth, isPairToJudge } from './domain/duplicates/joining.js';
export { ASIDE_REASONS, DuplicateActs, type AsideReason, type JoinOutcome } from './joining/duplicate-acts.js';
export { identityOf } from './duplicates/duplicate-search.js';
export { PossibleFamilies, type PossibleFamily } from './duplicates/possible-families.js';
export { REASONS } from './domain/request-lifecycle.js';
export { REASON_LIST } from './lifecycle/reason-list.js';
export { actionsFor } from './domain/move-verdict.js';
export {
  countPairsWithEarlier,
  findBirthsHeldBy,
  findAdultsWhoSent,
  findDuplicatesPast,
  findJudgements,
  findOpenPairsAmong,
  findOpenPairsOf,
  findPair,
  findPairs,
  isBirthHeld,
  type DuplicatesPast,
} from './duplicates/read-pairs.js';
export { REQUEST_ACTION_NAMES, ruleOf, type RequestAction } from './domain/request-lifecycle.js';
export { isOpen, OPEN_STATES, REQUEST_STATES, type RequestState } from './domain/request-states.js';
export { TRACKS, type Track } from './domain/track.js';
export { lastLeft } from './domain/adults-who-left.js';
export { actedAdult, nameOfAdult, whoActed, type ReadingFamily, type WhoActed } from './domain/who-acted.js';
export { monthOnly } from './domain/anonymous.js';
export { KEPT, reasonAgainstErasure, type ReasonToKeep } from './domain/retention.js';
export { ACT_DAYS, NEXT_ACTS, nextActOf, type NextAct, type NextActCode } from './domain/next-act.js';
export { Arrivals } from './intake/arrivals.js';
export { AnswerLocks, type AnswerLock } from './answers/answer-locks.js';
export { EMERGENCY_REASONS, isEmergencyReason, type EmergencyReason } from './domain/emergency-reasons.js';
export { Births } from './answers/births.js';
export { Correspondence } from './messages/correspondence.js';
export {
  CriterionQuestions,
  type AskedCriterion,
  type CountedAnswers,
  type OpenAnswers,
} from './answers/criterion-questions.js';
export {
  AnswersPresenter,
  siblingWords,
  withheldWords,
  yesNoWords,
  type AnswerRow,
} from './answers/web/answers.presenter.js';
export { heldAnswer } from './domain/proposed-changes/apply-answer.js';
export { isWithheld, WITHHELD } from './domain/withheld.js';
export { pathOfAsked, PointsPresenter, sumWords, type ShownQuestion } from './answers/web/points.presenter.js';
export { Erasures } from './privacy/erasures.js';
export { FamilyExport } from './privacy/family-export.js';
export { Forgetting } from './privacy/forgetting.js';
export { DossierModule } from './dossier.module.js';
export { DossierIntake, type Intake } from './intake/dossier-intake.js';
export type { Fact } from './domain/known-facts.js';
export { changesByWriting, type AnswerChange } from './domain/answer-changes.js';
export { FactRecords } from './lifecycle/fact-records.js';
export { findFamilyPasts, type FamilyPast, type RequestPastRows } from './lifecycle/family-pasts.js';
export { DeskNotices, type DeskNotice } from './lifecycle/desk-notices.js';
export { FamilyNotices, type FamilyNotice } from './lifecycle/family-notices.js';
export { keepsOfFamily, tellsDesk, tellsFamily, tellsFamilyOnce } from './feature-joins.js';
export { DeskVolumes, type DeskVolume } from './lifecycle/desk-volumes.js';
export { Dossiers, type RequestFile } from './lifecycle/dossiers.js';
export { lockFamiliesOf, lockRequest, lockRequests, lockRequestToWrite } from './lifecycle/family-locks.js';
export {
  countDossiers,
  findAdults,
  findDossier,
  findDossierByNumber,
  findDossiers,
  findJoinedInto,
  findLastMoves,
  findMoves,
  findOpenIn,
  findOpenRequestsOf,
  findRequest,
  findRequests,
  findArrivals,
  findRequestsOf,
  findTransfersFrom,
  findWishes,
  isOrientedTo,
} from './lifecycle/read-requests.js';
export {
  FOUND_PAGE,
  Inbox,
  INBOX_PAGE,
  MOST_COUNTED,
  type FoundBeside,
  type InboxCount,
  type InboxFilter,
} from './lifecycle/inbox.js';
export { readTyped, searchFor } from './lifecycle/inbox-search.js';
export type { RequestSearch } from './persistence/request-search.queries.js';
export { findLongestDue } from './persistence/longest-due.queries.js';
export {
  INBOX_ORDERS,
  type DueWindow,
  type FoundRow,
  type InboxOrder,
  type InboxRow,
} from './persistence/inbox.queries.js';
export { Deposits } from './intake/deposits.js';
export { worksAtPoint } from './intake/draft.policy.js';
export { Drafts, isUnwritten, type OpenDraft } from './intake/drafts.js';
export { Foresight, type ExpectedChanges } from './intake/foresight.js';
export { CheckPresenter } from './intake/web/check.presenter.js';
export { DraftPages } from './intake/web/draft-pages.js';
export { withPart } from './domain/draft-parts.js';
export { FamilyAccess, familySecretOf, TRIES_PER_DOSSIER } from './messages/family-access.js';
export { FamilyLinks } from './messages/family-links.js';
export { linksModel } from './messages/web/links.presenter.js';
export { ageWords } from './messages/age-words.js';
export { childForStaff, childWords } from './messages/child-words.js';
export { gapsInShort, gapWords, listGaps, moveKey, onlyLacks, type AdultsOfGap } from './lifecycle/gap-words.js';
export { FamilyMessages, type Letter, type LetterOf } from './messages/family-messages.js';
export { RECEIPT } from './intake/message-kinds.js';
export { actDue } from './lifecycle/act-columns.js';
export { FamilyReach } from './messages/family-reach.js';
export {
  adultOf,
  adultsSeenBy,
  factsSeenBy,
  formOfReader,
  formSeenBy,
  isApart,
  maySeeContact,
} from './lifecycle/home.policy.js';
export { maskedWay } from './domain/masked-way.js';
export { townOf, wayKey, type ContactWay } from './domain/contact-ways.js';
export { IntakeForecast, type Forecast } from './intake/intake-forecast.js';
export type { OfOneList } from './intake/known-families.js';
export {
  desksTriagedBy,
  actsOnRequestAs,
  readableRequests,
  triagesForDesk,
  triagesRequest,
  type DecidedRequest,
  sharesContactsWithNurseries,
} from './lifecycle/request.policy.js';
export { desksWhosePairsAreSeenBy, mayJudgePair } from './joining/pair.policy.js';
export { PROJECT_REQUEST } from './lifecycle/move-history.js';
export { NextActs } from './lifecycle/next-acts.js';
export { RequestMoves, type Move, type MoveOptions, type WantedMove } from './lifecycle/request-moves.js';
export { RequestDates, type CorrectedDate } from './answers/request-dates.js';
export { TransferRequests } from './answers/transfer-requests.js';
export { ChildAdditions } from './answers/child-additions.js';
export { changedAnswers, TriageActs } from './answers/triage-acts.js';
export { awaitedIn, Completions, missingIn } from './answers/completions.js';
export { askedAndMissing } from './domain/asked-answers.js';
export { pathOfGap, stepPath, stepsOf, type Step } from './answers/web/journey.js';
export {
  AGREEMENTS,
  ASKABLE,
  askedAs,
  gapOfQuestion,
  hasUnsaidWaits,
  openQuestions,
  WAITS,
} from './domain/open-questions.js';
export { isSameAnswer } from './domain/proposed-changes/apply-answer.js';
export { AnswerWriter, formOfFile } from './answers/answer-writer.js';
export { KNOWN_AT_DESK, SPEAKERS, type Speaker, type Told, type ToldAtDesk } from './domain/told.js';
export { SILENCE_WARNINGS } from './domain/silence.js';
export { SilenceDates } from './intake/silence-dates.js';
export { AnswerDelays } from './intake/answer-delays.js';
export { Receipts, type Deposit, type DepositPart } from './intake/receipts.js';
export { ChangeDecisions } from './intake/change-decisions.js';
export { ChangesForm, NOTICE_OF, readPress } from './intake/web/changes.form.js';
export { ChangesPresenter } from './intake/web/changes.presenter.js';
export { FamilyCookie } from './messages/web/family-cookie.js';
export { BirthForm, birthErrors, birthModel, birthOf, StopForm } from './answers/web/birth.form.js';
export { AnswerChangesPresenter } from './answers/web/answer-changes.presenter.js';
export { MOVING, MovingPresenter, type Moving } from './answers/web/moving.presenter.js';
export { LateReturnsPresenter } from './answers/web/late-returns.presenter.js';
export { QuestionPages } from './answers/web/question-pages.js';
export { QuestionPresenter, readerOf, type PageTarget } from './answers/web/question.presenter.js';
export {
  answersInPlace,
  everyAnswerInPlace,
  namesInPlace,
  prefixOf,
  readInPlace,
  shownInPlace,
  type AnswerInPlace,
  type FieldInPlace,
} from './answers/web/answers-in-place.js';
export { fieldOnPage, partsOf, readForm, shownForm, type ReadForm } from './answers/web/whole-form.js';
export { WholeFormPresenter } from './answers/web/whole-form.presenter.js';
export { leftAlone, readPage } from './answers/web/read-page.js';
export { ReceiptPresenter } from './intake/web/receipt.presenter.js';
export { DraftPageForm } from './answers/web/topics/draft-page.form.js';
export { topicAt, topicPageAt, type TopicPage } from './answers/web/topics/topics.js';
export type { Desk as AskingDesk, Topic } from './answers/web/topics/topic.js';
export {
  afterAction,
  afterPending,
  changesWishes,
  pendingAfter,
  shownAgain,
  wishErrors,
  WishesPage,
} from './answers/web/wishes.form.js';
export { WishesPresenter } from './answers/web/wishes.presenter.js';
