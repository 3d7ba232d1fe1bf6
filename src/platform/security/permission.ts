export const ROLES = ['rpe_agent', 'eaje_director', 'commission_member', 'coordinator', 'administrator'] as const;
/** Staff roles (domain.md §2). Parents, API clients and the system are actors of their own kind. */
export type Role = (typeof ROLES)[number];

export enum Permission {
  /** Fill the draft one holds the key of (parent), or one's own counter entry. */
  FillDraft = 'draft.fill',
  /** Follow and act on one's own dossier (parent). */
  FollowDossier = 'dossier.follow',
  /** Enter a dossier at the counter. */
  EnterDossier = 'dossier.enter',
  ReadDossier = 'dossier.read',
  TriageRequests = 'request.triage',
  ListForSession = 'request.list',
  LogEnquiry = 'enquiry.log',
  ImportLists = 'list.import',
  JoinDuplicates = 'duplicate.join',
  RecordAgreement = 'agreement.record',
  /** See a request's points; say that a proof was seen, write down what an expert gave. */
  RecordCriteria = 'criterion.record',
  /** Print and post the letters of one's desk; a coordinator, those to members of commissions. */
  PostLetters = 'letters.post',
  /** See what became of the messages of one's desk; an administrator, of every message, without the family. */
  WatchMessages = 'messages.watch',
  ReadPlaces = 'places.read',
  DeclarePlaces = 'places.declare',
  /** Set the places that an establishment guarantees to families in insertion. */
  GuaranteePlaces = 'places.guarantee',
  AdmitUrgently = 'request.admit-urgently',
  ReadSession = 'session.read',
  PlanSession = 'session.plan',
  RunSession = 'session.run',
  /** See whose case one is, with a reason that is written down. */
  UnmaskCase = 'session.unmask',
  RevokeOffer = 'offer.revoke',
  /** Write versions of the criteria grid, and put in force what the council voted. */
  ManageGrids = 'grids.manage',
  ReadIndicators = 'indicators.read',
  ManageAccounts = 'accounts.manage',
  /** See what runs in the background, run a failure again, cancel. */
  OperateQueue = 'queue.operate',
  /** Anything a signed-in member of staff may do: own account, sign out. */
  UseStaffPages = 'staff.use',
  DepositDossier = 'api.deposit',
  /** Say that a mail came back (the mail provider). */
  ReportBounces = 'api.bounce',
}

/** What each role may do at all; what it may do it to is the features' scopes. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  rpe_agent: [
    Permission.UseStaffPages,
    Permission.FillDraft,
    Permission.EnterDossier,
    Permission.ReadDossier,
    Permission.TriageRequests,
    Permission.ListForSession,
    Permission.LogEnquiry,
    Permission.ImportLists,
    Permission.JoinDuplicates,
    Permission.RecordAgreement,
    Permission.RecordCriteria,
    Permission.PostLetters,
    Permission.WatchMessages,
    Permission.ReadPlaces,
    Permission.ReadSession,
    Permission.ReadIndicators,
  ],
  eaje_director: [
    Permission.UseStaffPages,
    Permission.ReadDossier,
    Permission.ListForSession,
    Permission.ReadPlaces,
    Permission.DeclarePlaces,
    Permission.GuaranteePlaces,
    Permission.AdmitUrgently,
    Permission.ReadSession,
  ],
  commission_member: [Permission.UseStaffPages, Permission.ReadSession],
  coordinator: [
    Permission.UseStaffPages,
    Permission.ReadSession,
    Permission.PlanSession,
    Permission.RunSession,
    Permission.UnmaskCase,
    Permission.RevokeOffer,
    Permission.ReadIndicators,
    Permission.ReadPlaces,
    Permission.GuaranteePlaces,
    Permission.PostLetters,
    Permission.ManageGrids,
  ],
  administrator: [
    Permission.UseStaffPages,
    Permission.ManageAccounts,
    Permission.OperateQueue,
    Permission.WatchMessages,
  ],
};
