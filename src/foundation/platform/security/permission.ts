export const ROLES = [
  'rpe_agent',
  'eaje_director',
  'commission_member',
  'coordinator',
  'administrator',
  'auditor',
  'door',
] as const;
/** Staff roles (domain.md §2). Parents, API clients and the system are actors of their own kind. */
export type Role = (typeof ROLES)[number];

export enum Permission {
  /** Fill in a draft whose key one holds (parent), or a dossier that one enters at the counter. */
  FillDraft = 'draft.fill',
  /** Follow one's own dossier and act on it (parent). */
  FollowDossier = 'dossier.follow',
  /** Enter a dossier at the counter. */
  EnterDossier = 'dossier.enter',
  /** File dossiers at a point d'accueil, and follow in short what it filed. */
  FileAtPoint = 'point.file',
  ReadDossier = 'dossier.read',
  TriageRequests = 'request.triage',
  ListForSession = 'request.list',
  LogEnquiry = 'enquiry.log',
  /** Enter one's own working time, and read it. Nobody reads another's. */
  EnterWorkingTime = 'working-time.enter',
  ImportLists = 'list.import',
  JoinDuplicates = 'duplicate.join',
  RecordAgreement = 'agreement.record',
  /** See a request's points, record that a proof was seen, write down the opinion of an expert. */
  RecordCriteria = 'criterion.record',
  /** Print and post the letters of one's desk. A coordinator prints those to members of commissions. */
  PostLetters = 'letters.post',
  /** See what became of the messages of one's desk. An administrator sees every message, without the family. */
  WatchMessages = 'messages.watch',
  /** Give services outside the desk a link by which they send families, and take it back. */
  KeepPartners = 'partners.keep',
  ReadPlaces = 'places.read',
  DeclarePlaces = 'places.declare',
  /** See the providers that one looks after, change them, add and close them as far as one may. */
  ManageProviders = 'providers.manage',
  /** Keep the childminders of one's desk: their agreements, what is shown of them, their free places. */
  KeepChildminders = 'childminders.keep',
  /** See the free places as they are told to monenfant.fr, and have them told anew. */
  TellVacancies = 'vacancies.tell',
  /** Set how many places an establishment guarantees to families in insertion. */
  GuaranteePlaces = 'places.guarantee',
  /** Declare a sudden closure, follow it, lend seats to a neighbour that has to close, as far as one may. */
  HandleClosures = 'closures.handle',
  AdmitUrgently = 'request.admit-urgently',
  ReadSession = 'session.read',
  PlanSession = 'session.plan',
  RunSession = 'session.run',
  /** See which family an anonymous case is about. The reason is recorded. */
  UnmaskCase = 'session.unmask',
  RevokeOffer = 'offer.revoke',
  /** Write versions of the criteria grid, and put in force the one that the council has voted. */
  ManageGrids = 'grids.manage',
  ReadIndicators = 'indicators.read',
  /** Read the page of a commune for its council: as elected there, as its first desk, as coordinator. */
  ReadCouncilPage = 'council.read',
  /** Try out an offer, draw living areas, enter the numbers of children that needs are measured with. */
  DrawZones = 'zones.draw',
  /** Decide, without names, for families that have no solution, and follow what was decided. */
  HoldCellule = 'cellule.hold',
  /** Make the reports of the steering committee, and say what they show. */
  MakeReports = 'reports.make',
  /** Look in the journal of who did and read what, for a reason. */
  ReadJournal = 'journal.read',
  ManageAccounts = 'accounts.manage',
  /** Agree, as the second person, to what somebody asks for about an account. */
  AgreeOnAccounts = 'accounts.agree',
  /** Set up first desks, living areas and communes. */
  ManageTerritory = 'territory.manage',
  /** Change the settings of the territory: delays, horizon, what silence means. */
  ChangeSettings = 'settings.change',
  /** See the background jobs, run a failed one again, cancel one. */
  OperateQueue = 'queue.operate',
  /** See what is missing before families come, and mend what belongs to the whole house. */
  PrepareOpening = 'opening.prepare',
  /** What any signed-in member of staff may do: manage one's own account, sign out. */
  UseStaffPages = 'staff.use',
  DepositDossier = 'api.deposit',
  /** Report that a mail came back (the mail provider). */
  ReportBounces = 'api.bounce',
}

/** The permissions of each role. The policies of the features say on which objects they apply. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  rpe_agent: [
    Permission.UseStaffPages,
    Permission.FillDraft,
    Permission.EnterDossier,
    Permission.ReadDossier,
    Permission.TriageRequests,
    Permission.ListForSession,
    Permission.LogEnquiry,
    Permission.EnterWorkingTime,
    Permission.ImportLists,
    Permission.JoinDuplicates,
    Permission.RecordAgreement,
    Permission.RecordCriteria,
    Permission.PostLetters,
    Permission.WatchMessages,
    Permission.KeepPartners,
    Permission.ReadPlaces,
    Permission.ManageProviders,
    Permission.HandleClosures,
    Permission.KeepChildminders,
    Permission.ReadSession,
    Permission.ReadIndicators,
    Permission.ReadCouncilPage,
  ],
  eaje_director: [
    Permission.UseStaffPages,
    Permission.ReadDossier,
    Permission.ListForSession,
    Permission.ReadPlaces,
    Permission.ManageProviders,
    Permission.DeclarePlaces,
    Permission.HandleClosures,
    Permission.GuaranteePlaces,
    Permission.AdmitUrgently,
    Permission.ReadSession,
  ],
  commission_member: [
    Permission.UseStaffPages,
    Permission.ReadSession,
    Permission.RevokeOffer,
    Permission.ReadCouncilPage,
  ],
  coordinator: [
    Permission.UseStaffPages,
    Permission.ReadSession,
    Permission.PlanSession,
    Permission.RunSession,
    Permission.UnmaskCase,
    Permission.RevokeOffer,
    Permission.ReadIndicators,
    Permission.ReadCouncilPage,
    Permission.DrawZones,
    Permission.HoldCellule,
    Permission.MakeReports,
    Permission.ReadPlaces,
    Permission.ManageProviders,
    Permission.HandleClosures,
    Permission.KeepChildminders,
    Permission.GuaranteePlaces,
    Permission.PostLetters,
    Permission.KeepPartners,
    Permission.TellVacancies,
    Permission.ManageGrids,
    Permission.PrepareOpening,
    Permission.ManageTerritory,
    Permission.ChangeSettings,
    Permission.AgreeOnAccounts,
  ],
  administrator: [
    Permission.UseStaffPages,
    Permission.ManageAccounts,
    Permission.AgreeOnAccounts,
    Permission.ManageTerritory,
    Permission.ChangeSettings,
    Permission.OperateQueue,
    Permission.WatchMessages,
    Permission.PrepareOpening,
  ],
  // No permission by which a family is shown.
  auditor: [Permission.UseStaffPages, Permission.ReadJournal],
  // Never a dossier that it did not file: no permission to read, find or triage one.
  door: [Permission.UseStaffPages, Permission.FillDraft, Permission.EnterDossier, Permission.FileAtPoint],
};
