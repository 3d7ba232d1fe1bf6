import type { MigrationInterface } from 'typeorm';
import { Adaptation1795887500000 } from './1795887500000-adaptation.js';
import { OpenChanges1795886000000 } from './1795886000000-open-changes.js';
import { ListedOffers1795884700000 } from './1795884700000-listed-offers.js';
import { Referrals1795884600000 } from './1795884600000-referrals.js';
import { EnquiryWork1795879000000 } from './1795879000000-enquiry-work.js';
import { Appointments1795880000000 } from './1795880000000-appointments.js';
import { Reminders1795877002000 } from './1795877002000-reminders.js';
import { InboxActs1795878000000 } from './1795878000000-inbox-acts.js';
import { SavedViews1795883000000 } from './1795883000000-saved-views.js';
import { RequestAgents1795884000000 } from './1795884000000-request-agents.js';
import { DeskWords1795884300000 } from './1795884300000-desk-words.js';
import { Opinions1795884100000 } from './1795884100000-opinions.js';
import { ReceptionPoints1795884200000 } from './1795884200000-reception-points.js';
import { CompletingDrafts1795882000000 } from './1795882000000-completing-drafts.js';
import { BulkActs1795877001000 } from './1795877001000-bulk-acts.js';
import { InboxOrders1795877000000 } from './1795877000000-inbox-orders.js';
import { SheetsOfWorkbooks1795874720000 } from './1795874720000-sheets-of-workbooks.js';
import { SourcesOfForms1795874730000 } from './1795874730000-sources-of-forms.js';
import { ListsApart1795874750000 } from './1795874750000-lists-apart.js';
import { NumbersDrawn1795874745000 } from './1795874745000-numbers-drawn.js';
import { UnsentForms1795874710000 } from './1795874710000-unsent-forms.js';
import { OtherDays1795874611000 } from './1795874611000-other-days.js';
import { ShorterWeeks1795874610000 } from './1795874610000-shorter-weeks.js';
import { BodyChanges1795874630000 } from './1795874630000-body-changes.js';
import { YearsOfLevels1795874640000 } from './1795874640000-years-of-levels.js';
import { UnreachedMembers1795874650000 } from './1795874650000-unreached-members.js';
import { VersionsOfCases1795874660000 } from './1795874660000-versions-of-cases.js';
import { TerritoryName1795874670000 } from './1795874670000-territory-name.js';
import { HealthInLinesAgain1795874680000 } from './1795874680000-health-in-lines-again.js';
import { DepositsCounted1795874690000 } from './1795874690000-deposits-counted.js';
import { ContactsRecorded1795874691000 } from './1795874691000-contacts-recorded.js';
import { TakenAnyway1795874700000 } from './1795874700000-taken-anyway.js';
import { AccountRoleChanges1795874354000 } from './1795874354000-account-role-changes.js';
import { KnownFigures1795874550000 } from './1795874550000-known-figures.js';
import { WithheldAnswers1795874600000 } from './1795874600000-withheld-answers.js';
import { ReportKinds1795874620000 } from './1795874620000-report-kinds.js';
import { FirstAnswers1795874621000 } from './1795874621000-first-answers.js';
import { HeardFamilies1795874600001 } from './1795874600001-heard-families.js';
import { HealthInLines1795874600002 } from './1795874600002-health-in-lines.js';
import { Identities1795874401000 } from './1795874401000-identities.js';
import { Passkeys1795874400000 } from './1795874400000-passkeys.js';
import { TwoPeople1795874312000 } from './1795874312000-two-people.js';
import { OwnPasswords1795874311000 } from './1795874311000-own-passwords.js';
import { Publications1795874340000 } from './1795874340000-publications.js';
import { SectionsOfOneAge1795874350000 } from './1795874350000-sections-of-one-age.js';
import { StayEndings1795874351000 } from './1795874351000-stay-endings.js';
import { MinderLinesMended1795874352000 } from './1795874352000-minder-lines-mended.js';
import { TerritoryChanges1795874353000 } from './1795874353000-territory-changes.js';
import { SecondFactor1795874310000 } from './1795874310000-second-factor.js';
import { Satisfaction1795874282000 } from './1795874282000-satisfaction.js';
import { WorkingTime1795874281000 } from './1795874281000-working-time.js';
import { Zones1795874270000 } from './1795874270000-zones.js';
import { JournalIndexes1795874320000 } from './1795874320000-journal-indexes.js';
import { SteeringReports1795874300000 } from './1795874300000-steering-reports.js';
import { CaseDebates1795874246002 } from './1795874246002-case-debates.js';
import { ReofferRuns1795874242000 } from './1795874242000-reoffer-runs.js';
import { DeskQuestions1795874246001 } from './1795874246001-desk-questions.js';
import { StaffPlans1795874247000 } from './1795874247000-staff-plans.js';
import { ObservatoryFigures1795874250000 } from './1795874250000-observatory-figures.js';
import { CelluleDecisions1795874260000 } from './1795874260000-cellule-decisions.js';
import { FigureWatches1795874261000 } from './1795874261000-figure-watches.js';
import { EnquiryMinutes1795874280000 } from './1795874280000-enquiry-minutes.js';
import { ReadingLimits1795874291000 } from './1795874291000-reading-limits.js';
import { AuditChain1795874290000 } from './1795874290000-audit-chain.js';
import { DecisionActs1795874245000 } from './1795874245000-decision-acts.js';
import { YearDrafts1795874244000 } from './1795874244000-year-drafts.js';
import { AskedProofs1795874246000 } from './1795874246000-asked-proofs.js';
import { ChoiceEntries1795874230001 } from './1795874230001-choice-entries.js';
import { MessageTexts1795874230000 } from './1795874230000-message-texts.js';
import { ChangesTakenBack1795874212000 } from './1795874212000-changes-taken-back.js';
import { NobodyPresent1795874211000 } from './1795874211000-nobody-present.js';
import { BodyVersions1795874210000 } from './1795874210000-body-versions.js';
import { ReservedPlaces1795874220000 } from './1795874220000-reserved-places.js';
import { MinderLists1795861059000 } from './1795861059000-minder-lists.js';
import { SettingChanges1795874207684 } from './1795874207684-setting-changes.js';
import { MemberAddresses1795874241000 } from './1795874241000-member-addresses.js';
import { SuddenClosures1795874243000 } from './1795874243000-sudden-closures.js';
import { ReasonsAsked1795874240000 } from './1795874240000-reasons-asked.js';
import { Introductions1795861058000 } from './1795861058000-introductions.js';
import { SiblingAnswered1795861056100 } from './1795861056100-sibling-answered.js';
import { Childminders1795861057000 } from './1795861057000-childminders.js';
import { Monenfant1795871341273 } from './1795871341273-monenfant.js';
import { TerritoryVersions1795861055153 } from './1795861055153-territory-versions.js';
import { Providers1795850000000 } from './1795850000000-providers.js';
import { PresentChildren1795852000000 } from './1795852000000-present-children.js';
import { AccountVersion1795851000000 } from './1795851000000-account-version.js';
import { OpeningWaivers1795853000000 } from './1795853000000-opening-waivers.js';
import { FirstContacts1795844743779 } from './1795844743779-first-contacts.js';
import { ProviderAddress1795846000000 } from './1795846000000-provider-address.js';
import { HeardNames1795847100000 } from './1795847100000-heard-names.js';
import { RemovedParts1795847200000 } from './1795847200000-removed-parts.js';
import { Territories1795819713048 } from './1795819713048-territories.js';
import { JobKey1795821300000 } from './1795821300000-job-key.js';
import { WhoSaidIt1795823000000 } from './1795823000000-who-said-it.js';
import { LikeliestPairs1795823100000 } from './1795823100000-likeliest-pairs.js';
import { FactRecords1795817766966 } from './1795817766966-fact-records.js';
import { SuspendedTime1795874450000 } from './1795874450000-suspended-time.js';
import { SealedFiles1795815586045 } from './1795815586045-sealed-files.js';
import { FirstSchema1795570131008 } from './1795570131008-first-schema.js';
import { Figures1795581176739 } from './1795581176739-figures.js';
import { Inbox1795581455387 } from './1795581455387-inbox.js';
import { FollowUps1795582242992 } from './1795582242992-follow-ups.js';
import { PublishedJobs1795597689398 } from './1795597689398-published-jobs.js';
import { Running1795597777236 } from './1795597777236-running.js';
import { Language1795598145604 } from './1795598145604-language.js';
import { ImportPage1795598298426 } from './1795598298426-import-page.js';
import { Outbox1795598577245 } from './1795598577245-outbox.js';
import { Duplicates1795598947847 } from './1795598947847-duplicates.js';
import { Letters1795600303757 } from './1795600303757-letters.js';
import { FailedMessages1795602000000 } from './1795602000000-failed-messages.js';
import { Reach1795602400000 } from './1795602400000-reach.js';
import { FinishedJobs1795603200000 } from './1795603200000-finished-jobs.js';
import { CriteriaGrid1795616606953 } from './1795616606953-criteria-grid.js';
import { CriterionReasons1795619469000 } from './1795619469000-criterion-reasons.js';
import { EngineInSession1795619944000 } from './1795619944000-engine-in-session.js';
import { NamesInTheInbox1795621000000 } from './1795621000000-names-in-the-inbox.js';
import { CalendarFeeds1795622000000 } from './1795622000000-calendar-feeds.js';
import { BodySettings1795623000000 } from './1795623000000-body-settings.js';
import { PlacesDeclarations1795632150950 } from './1795632150950-places-declarations.js';
import { DaysAndBusyTimes1795632926730 } from './1795632926730-days-and-busy-times.js';
import { Sittings1795633500000 } from './1795633500000-sittings.js';
import { Transfers1795634000000 } from './1795634000000-transfers.js';
import { AnswersAndStarts1795635000000 } from './1795635000000-answers-and-starts.js';
import { PostgresStorage1795636000000 } from './1795636000000-postgres-storage.js';
import { LinksAtHandOver1795702000000 } from './1795702000000-links-at-hand-over.js';
import { ProposedChanges1795703000000 } from './1795703000000-proposed-changes.js';
import { SignInTries1795704000000 } from './1795704000000-sign-in-tries.js';
import { OneSeatAChild1795705000000 } from './1795705000000-one-seat-a-child.js';
import { EndsTakenBack1795705100000 } from './1795705100000-ends-taken-back.js';
import { ClaimsOfFamilies1795706000000 } from './1795706000000-claims-of-families.js';
import { InsertionGuarantees1795707000000 } from './1795707000000-insertion-guarantees.js';
import { RewriteFile1795708000000 } from './1795708000000-rewrite-file.js';
import { SearchesOfSessions1795709000000 } from './1795709000000-searches-of-sessions.js';
import { PlacementPaths1795710000000 } from './1795710000000-placement-paths.js';
import { AdultsOfTwoHomes1795874753000 } from './1795874753000-adults-of-two-homes.js';
import { FirstCalls1795874754000 } from './1795874754000-first-calls.js';
import { ParentsOfPresentChildren1795874756000 } from './1795874756000-parents-of-present-children.js';
import { UrgentFirst1795874758000 } from './1795874758000-urgent-first.js';
import { NumberedAnchors1795874764000 } from './1795874764000-numbered-anchors.js';
import { SlidingLimits1795874765000 } from './1795874765000-sliding-limits.js';
import { MessageTextProposals1795874768000 } from './1795874768000-message-text-proposals.js';
import { TurnedSessions1795874769000 } from './1795874769000-turned-sessions.js';
import { FirstDays1795874775000 } from './1795874775000-first-days.js';
import { AskedFirstDays1795875000000 } from './1795875000000-asked-first-days.js';

/** In order; a migration that has been released is never edited. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  FirstSchema1795570131008,
  Figures1795581176739,
  Inbox1795581455387,
  FollowUps1795582242992,
  PublishedJobs1795597689398,
  Running1795597777236,
  Language1795598145604,
  ImportPage1795598298426,
  Outbox1795598577245,
  Duplicates1795598947847,
  Letters1795600303757,
  FailedMessages1795602000000,
  Reach1795602400000,
  FinishedJobs1795603200000,
  CriteriaGrid1795616606953,
  CriterionReasons1795619469000,
  EngineInSession1795619944000,
  NamesInTheInbox1795621000000,
  CalendarFeeds1795622000000,
  BodySettings1795623000000,
  PlacesDeclarations1795632150950,
  DaysAndBusyTimes1795632926730,
  Sittings1795633500000,
  Transfers1795634000000,
  AnswersAndStarts1795635000000,
  PostgresStorage1795636000000,
  LinksAtHandOver1795702000000,
  ProposedChanges1795703000000,
  SignInTries1795704000000,
  OneSeatAChild1795705000000,
  EndsTakenBack1795705100000,
  ClaimsOfFamilies1795706000000,
  InsertionGuarantees1795707000000,
  RewriteFile1795708000000,
  SearchesOfSessions1795709000000,
  PlacementPaths1795710000000,
  SealedFiles1795815586045,
  FactRecords1795817766966,
  Territories1795819713048,
  JobKey1795821300000,
  WhoSaidIt1795823000000,
  LikeliestPairs1795823100000,
  FirstContacts1795844743779,
  ProviderAddress1795846000000,
  HeardNames1795847100000,
  RemovedParts1795847200000,
  Providers1795850000000,
  AccountVersion1795851000000,
  PresentChildren1795852000000,
  OpeningWaivers1795853000000,
  TerritoryVersions1795861055153,
  SiblingAnswered1795861056100,
  Childminders1795861057000,
  Introductions1795861058000,
  MinderLists1795861059000,
  Monenfant1795871341273,
  SettingChanges1795874207684,
  BodyVersions1795874210000,
  NobodyPresent1795874211000,
  ChangesTakenBack1795874212000,
  ReservedPlaces1795874220000,
  MessageTexts1795874230000,
  ChoiceEntries1795874230001,
  ReasonsAsked1795874240000,
  MemberAddresses1795874241000,
  ReofferRuns1795874242000,
  SuddenClosures1795874243000,
  YearDrafts1795874244000,
  DecisionActs1795874245000,
  AskedProofs1795874246000,
  DeskQuestions1795874246001,
  CaseDebates1795874246002,
  StaffPlans1795874247000,
  ObservatoryFigures1795874250000,
  CelluleDecisions1795874260000,
  FigureWatches1795874261000,
  Zones1795874270000,
  EnquiryMinutes1795874280000,
  WorkingTime1795874281000,
  Satisfaction1795874282000,
  AuditChain1795874290000,
  ReadingLimits1795874291000,
  SteeringReports1795874300000,
  SecondFactor1795874310000,
  OwnPasswords1795874311000,
  TwoPeople1795874312000,
  JournalIndexes1795874320000,
  Publications1795874340000,
  SectionsOfOneAge1795874350000,
  StayEndings1795874351000,
  MinderLinesMended1795874352000,
  TerritoryChanges1795874353000,
  AccountRoleChanges1795874354000,
  Passkeys1795874400000,
  Identities1795874401000,
  SuspendedTime1795874450000,
  KnownFigures1795874550000,
  WithheldAnswers1795874600000,
  ShorterWeeks1795874610000,
  OtherDays1795874611000,
  ReportKinds1795874620000,
  FirstAnswers1795874621000,
  BodyChanges1795874630000,
  YearsOfLevels1795874640000,
  UnreachedMembers1795874650000,
  VersionsOfCases1795874660000,
  TerritoryName1795874670000,
  HealthInLinesAgain1795874680000,
  DepositsCounted1795874690000,
  ContactsRecorded1795874691000,
  TakenAnyway1795874700000,
  UnsentForms1795874710000,
  SheetsOfWorkbooks1795874720000,
  SourcesOfForms1795874730000,
  ListsApart1795874750000,
  NumbersDrawn1795874745000,
  HeardFamilies1795874600001,
  HealthInLines1795874600002,
  AdultsOfTwoHomes1795874753000,
  FirstCalls1795874754000,
  ParentsOfPresentChildren1795874756000,
  UrgentFirst1795874758000,
  NumberedAnchors1795874764000,
  SlidingLimits1795874765000,
  MessageTextProposals1795874768000,
  TurnedSessions1795874769000,
  FirstDays1795874775000,
  AskedFirstDays1795875000000,
  InboxOrders1795877000000,
  BulkActs1795877001000,
  Reminders1795877002000,
  InboxActs1795878000000,
  EnquiryWork1795879000000,
  Appointments1795880000000,
  CompletingDrafts1795882000000,
  SavedViews1795883000000,
  RequestAgents1795884000000,
  Opinions1795884100000,
  ReceptionPoints1795884200000,
  DeskWords1795884300000,
  ListedOffers1795884700000,
  Referrals1795884600000,
  OpenChanges1795886000000,
  Adaptation1795887500000,
];
