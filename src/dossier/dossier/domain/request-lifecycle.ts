import {
  complete,
  decidesAlone,
  hasOpenOffer,
  noOtherCandidacy,
  oneTrackAtLeast,
  onItsOwn,
  wasReminded,
  type Guard,
  type RequestFacts,
} from './request-guards.js';
import { OPEN_STATES, JOINABLE_STATES, type RequestState } from './request-states.js';
import {
  asBefore,
  coveredOrPart,
  isPlaced,
  LOOKING,
  MAY_HAVE_SOLUTION,
  withoutOffer,
  withoutPlace,
  withoutSolution,
} from './request-targets.js';

/**
 * States in which a child may hold a place. A family may look for the rest of its need, and that search may have
 * closed, while its child goes to the part that it has.
 */
const MAY_HOLD_PLACE = [
  ...OPEN_STATES,
  'placed',
  'solved_elsewhere',
  'refused',
  'withdrawn',
  'lapsed',
] as const satisfies readonly RequestState[];

/**
 * Who may act. `first_desk` is an RPE agent of the request's desk (or of the desk that replaces it), `session` the
 * closing of a commission's session, and `system` a job.
 */
export const LIFECYCLE_ACTORS = [
  'parent',
  'first_desk',
  'eaje_director',
  'coordinator',
  'session',
  'import',
  'client',
  'system',
] as const;
export type LifecycleActor = (typeof LIFECYCLE_ACTORS)[number];

export interface ActionRule {
  readonly from: readonly RequestState[];
  /** The state to which the action leads, or a function that chooses it from the facts. */
  readonly to:
    RequestState | 'same' | ((facts: RequestFacts, choice: string | undefined, from: RequestState) => RequestState);
  /** Every state that `to` may give, for the diagram and the exhaustive tests. */
  readonly targets: readonly (RequestState | 'same')[];
  readonly actors: readonly LifecycleActor[];
  readonly guards: readonly Guard[];
  /** Reasons that a person chooses from; each is a sentence of the catalogue (`reason.<code>`). */
  readonly reasons?: readonly string[];
  /** Whether one of the reasons is required. An action that has reasons and is not `reasoned` may be given one. */
  readonly reasoned?: boolean;
}

const movingTo = (
  to: RequestState | 'same',
  rule: Omit<ActionRule, 'to' | 'targets' | 'guards'> & { guards?: readonly Guard[] },
): ActionRule => ({ guards: [], ...rule, to, targets: [to] });

/**
 * The life cycle of a request (domain.md §5). The buttons, the permissions, the audit and the diagram all come from
 * this one table.
 */
export const REQUEST_ACTIONS = {
  submit: movingTo('submitted', { from: ['draft'], actors: ['parent', 'first_desk', 'import', 'client'] }),
  // A nursery has already triaged an imported list once. A row that lacks answers goes directly to its completion.
  takeUp: movingTo('in_triage', { from: ['submitted'], actors: ['first_desk', 'import'] }),
  // From `incomplete` too: the desk asks for more, or for less, than it did the last time.
  askForCompletion: movingTo('incomplete', {
    from: ['in_triage', 'incomplete', 'oriented'],
    actors: ['first_desk', 'import'],
  }),
  complete: movingTo('in_triage', { from: ['incomplete'], actors: ['parent', 'first_desk'], guards: [complete] }),
  // From `oriented` too: the desk adds a track, as the commission before it lists the request.
  orient: movingTo('oriented', {
    from: ['in_triage', 'oriented', 'waiting_list', 'partly_placed'],
    actors: ['first_desk'],
    guards: [oneTrackAtLeast],
  }),
  list: movingTo('before_commission', {
    // The session lists requests too: a case that was deferred to it, or whose offer elsewhere has ended meanwhile.
    from: ['oriented', 'waiting_list', 'partly_placed'],
    actors: ['first_desk', 'eaje_director', 'session'],
    guards: [complete],
  }),
  // Takes a request off the list of a session that is not fixed yet, back to where it was before: `choice`. `system`: it
  // is not known whether its child is born.
  unlist: {
    from: ['before_commission'],
    to: ({ partLeft }, choice) =>
      partLeft ? 'partly_placed' : choice === 'waiting_list' ? 'waiting_list' : 'oriented',
    targets: ['oriented', 'waiting_list', 'partly_placed'],
    actors: ['first_desk', 'system'],
    guards: [],
    reasoned: true,
    reasons: ['family_asked', 'error', 'situation_changed', 'birth_unknown'],
  },
  keepWaiting: movingTo('waiting_list', {
    from: ['before_commission'],
    actors: ['session'],
    reasoned: true,
    reasons: [
      'no_place',
      'half_days_full',
      'age_section_full',
      'capacity_reserved',
      'age_not_received',
      'ranked_above_waits',
      'siblings_apart',
      'no_even_share',
      'order_not_kept',
      'other_child_first',
      'awaiting_release',
      'waits_elsewhere',
      'session_cancelled',
    ],
  }),
  defer: movingTo('oriented', {
    from: ['before_commission'],
    actors: ['session'],
    reasoned: true,
    reasons: ['incomplete_information', 'awaiting_opinion', 'later_entry', 'session_cancelled'],
  }),
  refuse: movingTo('refused', {
    from: ['before_commission'],
    actors: ['session'],
    guards: [noOtherCandidacy],
    reasoned: true,
    reasons: ['outside_area', 'age_not_received', 'need_not_compatible', 'false_declaration'],
  }),
  // From `offered` too: another body may admit to a better-ranked wish while the first offer is still open.
  admit: movingTo('offered', { from: ['before_commission', 'offered'], actors: ['session'] }),
  // A request that is partly placed looks for the rest of its need, and loses nothing by saying what it found.
  // From `submitted` too: an emergency does not wait until its desk has taken it up. From `before_commission` too: a
  // listed emergency does not wait for its session. It stands there until its family has accepted.
  admitUrgently: movingTo('offered', {
    from: ['submitted', 'in_triage', 'oriented', 'before_commission', 'waiting_list', 'partly_placed'],
    actors: ['eaje_director'],
  }),
  // domain.md §8: a private micro-crèche belongs to no body, but makes the same offers with the same deadlines.
  admitDirectly: movingTo('offered', {
    from: ['oriented', 'waiting_list', 'partly_placed'],
    actors: ['eaje_director'],
    guards: [decidesAlone],
  }),
  // From `before_commission` too: a request that waits for one body keeps its rank there while another is to judge it.
  reoffer: movingTo('offered', { from: ['waiting_list', 'before_commission', 'partly_placed'], actors: ['system'] }),
  accept: {
    from: ['offered'],
    to: coveredOrPart,
    targets: ['placed', 'partly_placed'],
    actors: ['parent', 'first_desk'],
    guards: [hasOpenOffer],
  },
  decline: {
    from: ['offered'],
    to: (facts, choice) => (choice === 'withdraw' ? 'withdrawn' : withoutOffer(facts)),
    targets: ['waiting_list', 'partly_placed', 'withdrawn'],
    actors: ['parent', 'first_desk'],
    guards: [hasOpenOffer],
    reasoned: true,
    reasons: ['other_solution', 'hours', 'distance', 'price', 'start_date', 'other'],
  },
  // Gives up an accepted place before its first day. Meanwhile the family may be looking for the rest of its need, so
  // its request may be in any open state.
  giveUp: {
    from: [...OPEN_STATES, 'placed'],
    to: withoutPlace,
    targets: [...OPEN_STATES, 'placed', 'withdrawn'],
    actors: ['parent', 'first_desk'],
    guards: [],
    reasons: ['other_solution', 'hours', 'distance', 'price', 'start_date', 'no_longer_needed', 'moved_away', 'other'],
  },
  // More days to answer, once for each offer (domain.md §9).
  extendOffer: movingTo('offered', {
    from: ['offered'],
    actors: ['first_desk'],
    guards: [hasOpenOffer],
    reasoned: true,
    reasons: ['needs_visit', 'awaits_employer', 'was_unreachable'],
  }),
  expire: {
    from: ['offered'],
    to: withoutOffer,
    targets: ['waiting_list', 'partly_placed'],
    actors: ['system'],
    guards: [],
  },
  revoke: {
    from: ['offered'],
    to: withoutOffer,
    targets: ['waiting_list', 'partly_placed'],
    actors: ['coordinator', 'session', 'eaje_director'],
    guards: [],
    reasoned: true,
    reasons: ['family_moved', 'error_in_decision', 'place_no_longer_available'],
  },
  reportSolution: {
    from: OPEN_STATES,
    // When the solution found elsewhere covers only a part, an open offer still has to be answered.
    to: ({ needCovered, openOffer }) => (needCovered ? 'solved_elsewhere' : openOffer ? 'offered' : 'partly_placed'),
    targets: ['solved_elsewhere', 'partly_placed', 'offered'],
    actors: ['parent', 'first_desk'],
    guards: [],
  },
  // domain.md §5: a childminder's agreement that the desk records is a solution line like a place.
  recordAgreement: {
    from: ['in_triage', 'incomplete', 'oriented', 'before_commission', 'waiting_list', 'partly_placed'],
    to: coveredOrPart,
    targets: ['placed', 'partly_placed'],
    actors: ['first_desk'],
    guards: [],
  },
  // A solution that is no place of a nursery was noted wrongly, or is over. `system`: its last day, known from the
  // start, is past.
  correctSolution: {
    from: MAY_HAVE_SOLUTION,
    to: (facts, _choice, from) => (isPlaced(from) ? coveredOrPart(facts) : from),
    targets: ['placed', 'partly_placed', 'same'],
    // A family corrects what it told itself, and nothing that its desk noted (SolutionChanges).
    actors: ['parent', 'first_desk'],
    guards: [],
  },
  endSolution: {
    from: MAY_HAVE_SOLUTION,
    to: withoutSolution,
    targets: ['placed', 'partly_placed', 'waiting_list', 'ended', 'same'],
    actors: ['first_desk', 'system'],
    guards: [],
  },
  // What a family said that it had found was not so, or came to nothing. It alone says so, on its own page.
  takeBackSolution: {
    from: MAY_HAVE_SOLUTION,
    to: asBefore,
    targets: [...LOOKING, 'placed', 'partly_placed', 'same'],
    actors: ['parent'],
    guards: [],
  },
  // A change of answers. It is a row of the history, because indicators follow the residence and the wanted date.
  // `system`: answers brought by a list or another desk, and an arrival that was judged.
  amend: movingTo('same', { from: OPEN_STATES, actors: ['parent', 'first_desk', 'system'] }),
  confirm: movingTo('same', { from: OPEN_STATES, actors: ['parent', 'first_desk'] }),
  // A birth is a fact and not a changed answer: it is told while a place is offered or held, and while a commission
  // judges a copy of the answers.
  recordBirth: movingTo('same', { from: [...OPEN_STATES, 'placed'], actors: ['parent', 'first_desk'] }),
  // A child who was due is not born yet.
  reportNotBorn: movingTo('same', { from: [...OPEN_STATES, 'placed'], actors: ['parent', 'first_desk'] }),
  // The seniority of a request counts from the date on which it was first made. A list may lack it, or say it wrongly.
  // `system`: the date of a joined request, given back when the join is undone by the desk of the other.
  correctDate: movingTo('same', {
    from: [...OPEN_STATES, 'placed'],
    actors: ['first_desk', 'system'],
    reasoned: true,
    reasons: ['dated_by_list', 'dated_by_document', 'date_misread'],
  }),
  lapse: movingTo('lapsed', {
    from: ['incomplete', 'oriented', 'waiting_list'],
    actors: ['system'],
    guards: [wasReminded],
  }),
  withdraw: movingTo('withdrawn', {
    from: OPEN_STATES,
    actors: ['parent', 'first_desk'],
    reasoned: true,
    // `unsaid`: a family owes nobody a reason.
    reasons: ['other_solution', 'no_longer_needed', 'moved_away', 'other', 'unsaid'],
  }),
  // The same child was requested twice. The second request is joined into the first (domain.md §4), and can be taken
  // out again.
  join: movingTo('withdrawn', { from: JOINABLE_STATES, actors: ['first_desk', 'system'] }),
  // Back to the state from before the join. The code that undoes the join knows it (duplicate-joins.ts).
  unjoin: {
    from: ['withdrawn'],
    to: (_facts, choice) => JOINABLE_STATES.find((state) => state === choice) ?? 'in_triage',
    targets: JOINABLE_STATES,
    actors: ['first_desk', 'system'],
    guards: [],
  },
  // After accepting a place, a family stays in the running for better wishes through a request of its own (domain.md
  // §5).
  keepLooking: movingTo('oriented', { from: ['draft'], actors: ['parent', 'first_desk'] }),
  // Ends a transfer whose place is lost. The first request then waits again for every wish.
  endTransfer: movingTo('withdrawn', { from: OPEN_STATES, actors: ['system'] }),
  // A child never came, whatever its family is looking for meanwhile. A closed request stays closed: nobody asks again.
  noShow: {
    from: MAY_HOLD_PLACE,
    to: (facts, _choice, from) => withoutPlace(facts, 'wait', from),
    targets: ['waiting_list', 'partly_placed', 'same'],
    actors: ['eaje_director'],
    guards: [],
  },
  // `system`: the last day of the place is past, whether a director recorded it or it was planned from the start.
  // `coordinator`: the place closed some days ago, and its stays are ended now.
  leave: movingTo('ended', { from: ['placed', 'partly_placed'], actors: ['eaje_director', 'coordinator', 'system'] }),
  // Takes back a departure, a "never came" or the end by a closing that was recorded by mistake, while nobody else has
  // the seat (domain.md §6).
  restore: {
    from: [...MAY_HOLD_PLACE, 'ended'],
    to: (facts, _choice, from) => (facts.hadStayed ? from : coveredOrPart(facts)),
    targets: ['placed', 'partly_placed', 'same'],
    actors: ['eaje_director', 'coordinator'],
    guards: [],
  },
  // The session of the body confirmed an emergency admission: nothing moves, and its family reads it in the history.
  ratify: movingTo('same', { from: ['placed', 'partly_placed'], actors: ['session'] }),
  // Ends an emergency admission that the session of the body did not ratify (domain.md §5).
  unratify: movingTo('waiting_list', { from: ['placed', 'partly_placed'], actors: ['session'] }),
  reopen: movingTo('in_triage', {
    from: ['refused', 'lapsed', 'withdrawn', 'solved_elsewhere'],
    actors: ['first_desk'],
    guards: [onItsOwn],
    reasoned: true,
    reasons: ['family_asked', 'error', 'situation_changed'],
  }),
} as const satisfies Record<string, ActionRule>;

export type RequestAction = keyof typeof REQUEST_ACTIONS;
export const REQUEST_ACTION_NAMES = Object.keys(REQUEST_ACTIONS) as RequestAction[];

export const ruleOf = (action: RequestAction): ActionRule => REQUEST_ACTIONS[action];

/** The reasons of each action that has some. */
export const REASONS: Partial<Record<RequestAction, readonly string[]>> = Object.fromEntries(
  REQUEST_ACTION_NAMES.flatMap((action) => {
    const { reasons } = ruleOf(action);
    return reasons ? [[action, reasons]] : [];
  }),
);
