import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { nextActOf } from './next-act.js';
import { REASONS } from './request-lifecycle.js';
import { actionsFor, judgeMove } from './move-verdict.js';
import { NO_FACTS, type RequestFacts } from './request-guards.js';
import {
  LIFECYCLE_ACTORS,
  REQUEST_ACTION_NAMES,
  ruleOf,
  type LifecycleActor,
  type RequestAction,
} from './request-lifecycle.js';
import { isOpen, REQUEST_STATES, type RequestState } from './request-states.js';

const CLOSED_WITH_PLACE = 'solved_elsewhere refused withdrawn lapsed';
const OPEN = 'submitted in_triage incomplete oriented before_commission waiting_list offered partly_placed';

/** domain.md §5, written out by hand a second time: action → from states, to states, who. */
const TABLE: Record<RequestAction, [from: string, to: string, who: string]> = {
  submit: ['draft', 'submitted', 'parent first_desk import client'],
  takeUp: ['submitted', 'in_triage', 'first_desk import'],
  askForCompletion: ['in_triage incomplete oriented', 'incomplete', 'first_desk import'],
  complete: ['incomplete', 'in_triage', 'parent first_desk'],
  orient: ['in_triage oriented waiting_list partly_placed', 'oriented', 'first_desk'],
  list: ['oriented waiting_list partly_placed', 'before_commission', 'first_desk eaje_director session'],
  unlist: ['before_commission', 'oriented waiting_list partly_placed', 'first_desk system'],
  keepWaiting: ['before_commission', 'waiting_list', 'session'],
  defer: ['before_commission', 'oriented', 'session'],
  refuse: ['before_commission', 'refused', 'session'],
  admit: ['before_commission offered', 'offered', 'session'],
  admitUrgently: [
    'submitted in_triage oriented before_commission waiting_list partly_placed',
    'offered',
    'eaje_director',
  ],
  admitDirectly: ['oriented waiting_list partly_placed', 'offered', 'eaje_director'],
  reoffer: ['waiting_list before_commission partly_placed', 'offered', 'system'],
  accept: ['offered', 'placed partly_placed', 'parent first_desk'],
  decline: ['offered', 'waiting_list partly_placed withdrawn', 'parent first_desk'],
  giveUp: [`${OPEN} placed`, `${OPEN} placed withdrawn`, 'parent first_desk'],
  extendOffer: ['offered', 'offered', 'first_desk'],
  expire: ['offered', 'waiting_list partly_placed', 'system'],
  revoke: ['offered', 'waiting_list partly_placed', 'coordinator session eaje_director'],
  reportSolution: [OPEN, 'solved_elsewhere partly_placed offered', 'parent first_desk'],
  recordAgreement: [
    'in_triage incomplete oriented before_commission waiting_list partly_placed',
    'placed partly_placed',
    'first_desk',
  ],
  correctSolution: [`${OPEN} placed solved_elsewhere`, `${OPEN} placed solved_elsewhere`, 'parent first_desk'],
  endSolution: [`${OPEN} placed solved_elsewhere`, `${OPEN} ended placed solved_elsewhere`, 'first_desk system'],
  takeBackSolution: [`${OPEN} placed solved_elsewhere`, `${OPEN} placed`, 'parent'],
  amend: [OPEN, 'same', 'parent first_desk system'],
  confirm: [OPEN, 'same', 'parent first_desk'],
  recordBirth: [`${OPEN} placed`, 'same', 'parent first_desk'],
  reportNotBorn: [`${OPEN} placed`, 'same', 'parent first_desk'],
  correctDate: [`${OPEN} placed`, 'same', 'first_desk system'],
  lapse: ['incomplete oriented waiting_list', 'lapsed', 'system'],
  withdraw: [OPEN, 'withdrawn', 'parent first_desk'],
  join: ['submitted in_triage incomplete oriented waiting_list', 'withdrawn', 'first_desk system'],
  unjoin: ['withdrawn', 'submitted in_triage incomplete oriented waiting_list', 'first_desk system'],
  keepLooking: ['draft', 'oriented', 'parent first_desk'],
  endTransfer: [OPEN, 'withdrawn', 'system'],
  noShow: [`${OPEN} placed ${CLOSED_WITH_PLACE}`, `${OPEN} ${CLOSED_WITH_PLACE}`, 'eaje_director'],
  restore: [`${OPEN} placed ${CLOSED_WITH_PLACE} ended`, 'placed partly_placed', 'eaje_director coordinator'],
  ratify: ['placed partly_placed', 'same', 'session'],
  unratify: ['placed partly_placed', 'waiting_list', 'session'],
  leave: ['placed partly_placed', 'ended', 'eaje_director coordinator system'],
  reopen: ['refused lapsed withdrawn solved_elsewhere', 'in_triage', 'first_desk'],
};

/** Facts under which every guard says yes. */
const WILLING: RequestFacts = {
  ...NO_FACTS,
  tracks: 1,
  openOffer: true,
  unansweredReminders: 2,
  callsLogged: 1,
  ownDecision: true,
};
const anyReason = (action: RequestAction): string | undefined => REASONS[action]?.[0];
const judge = (state: RequestState, action: RequestAction, actor: LifecycleActor, facts = WILLING) =>
  judgeMove(state, action, actor, facts, { reason: anyReason(action) });

describe('the life cycle of a request', () => {
  it('has exactly the actions of the table', () =>
    expect([...REQUEST_ACTION_NAMES].sort()).toEqual(Object.keys(TABLE).sort()));

  const everything = REQUEST_STATES.flatMap((state) =>
    REQUEST_ACTION_NAMES.flatMap((action) => LIFECYCLE_ACTORS.map((actor) => ({ state, action, actor }))),
  );
  it(`answers each of the ${everything.length} combinations of state × action × actor as the table says`, () => {
    const wrong = everything.filter(({ state, action, actor }) => {
      const [from, to, who] = TABLE[action];
      const legal = from.split(' ').includes(state) && who.split(' ').includes(actor);
      const verdict = judge(state, action, actor);
      return (
        verdict.ok !== legal ||
        (verdict.ok && to !== 'same' && !to.split(' ').includes(verdict.to)) ||
        (verdict.ok && to === 'same' && verdict.to !== state)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('shows as buttons exactly what an actor may do from a state', () => {
    for (const state of REQUEST_STATES) {
      for (const actor of LIFECYCLE_ACTORS) {
        const legal = REQUEST_ACTION_NAMES.filter(
          (action) => TABLE[action][0].split(' ').includes(state) && TABLE[action][2].split(' ').includes(actor),
        );
        expect(actionsFor(state, actor).sort()).toEqual(legal.sort());
      }
    }
  });

  it.each([
    ['complete', 'incomplete', 'parent', { gaps: ['need.week'] }, 'request.answersMissing'],
    ['orient', 'in_triage', 'first_desk', { tracks: 0 }, 'request.noTrack'],
    ['list', 'oriented', 'first_desk', { gaps: ['need.week'] }, 'request.answersMissing'],
    ['refuse', 'before_commission', 'session', { otherCandidacies: 1 }, 'request.otherCandidacies'],
    ['accept', 'offered', 'parent', { openOffer: false }, 'offer.notOpen'],
    ['decline', 'offered', 'parent', { openOffer: false }, 'offer.notOpen'],
    ['lapse', 'waiting_list', 'system', { unansweredReminders: 1 }, 'request.notRemindedEnough'],
    ['reopen', 'withdrawn', 'first_desk', { joined: true }, 'request.joined'],
    ['lapse', 'waiting_list', 'system', { callsLogged: 0 }, 'request.notRemindedEnough'],
    [
      'lapse',
      'waiting_list',
      'system',
      { callsLogged: 0, unrung: true, unansweredReminders: 1 },
      'request.notRemindedEnough',
    ],
  ] as [RequestAction, RequestState, LifecycleActor, Partial<RequestFacts>, string][])(
    '%s from %s is refused when a guard says why',
    (action, state, actor, facts, code) => {
      const verdict = judge(state, action, actor, { ...WILLING, ...facts });
      expect(verdict).toMatchObject({ ok: false, refusal: { code } });
    },
  );

  it('asks for a reason of its own list where one is due', () => {
    for (const action of REQUEST_ACTION_NAMES.filter((name) => ruleOf(name).reasoned)) {
      const state = ruleOf(action).from[0]!;
      const actor = ruleOf(action).actors[0]!;
      expect(judgeMove(state, action, actor, WILLING, {}).ok).toBe(false);
      expect(judgeMove(state, action, actor, WILLING, { reason: 'because' }).ok).toBe(false);
      expect(judgeMove(state, action, actor, WILLING, { reason: anyReason(action) }).ok).toBe(true);
    }
  });

  it('takes a reason of the list, or none, where one may be said', () => {
    const give = (reason?: string) =>
      judgeMove('placed', 'giveUp', 'parent', WILLING, { choice: 'wait', ...(reason ? { reason } : {}) }).ok;
    expect([give(), give('moved_away'), give('because')]).toEqual([true, true, false]);
  });

  it.each<[from: RequestState, partLeft: boolean, choice: string, to: RequestState]>([
    ['placed', false, 'wait', 'waiting_list'],
    ['placed', false, 'withdraw', 'withdrawn'],
    ['placed', true, 'wait', 'partly_placed'],
    ['partly_placed', true, 'withdraw', 'placed'],
    ['partly_placed', false, 'wait', 'waiting_list'],
    ['before_commission', true, 'wait', 'before_commission'],
    ['offered', false, 'wait', 'offered'],
    ['offered', false, 'withdraw', 'withdrawn'],
  ])('a place given up from %s (something left: %s), to %s: %s', (from, partLeft, choice, to) => {
    expect(judgeMove(from, 'giveUp', 'parent', { ...WILLING, partLeft }, { choice })).toEqual({ ok: true, to });
  });

  it.each<[from: RequestState, partLeft: boolean, to: RequestState]>([
    ['placed', false, 'waiting_list'],
    ['placed', true, 'partly_placed'],
    ['partly_placed', false, 'waiting_list'],
    ['partly_placed', true, 'partly_placed'],
    ['oriented', false, 'oriented'],
    ['before_commission', false, 'before_commission'],
    ['before_commission', true, 'before_commission'],
    ['waiting_list', true, 'waiting_list'],
    ['offered', false, 'offered'],
    ['refused', false, 'refused'],
    ['withdrawn', true, 'withdrawn'],
  ])('a child that never came, from %s (something left: %s): %s', (from, partLeft, to) => {
    expect(judge(from, 'noShow', 'eaje_director', { ...WILLING, partLeft })).toEqual({ ok: true, to });
  });

  it.each<[from: RequestState, facts: Partial<RequestFacts>, choice: string, to: RequestState]>([
    ['placed', {}, 'wait', 'waiting_list'],
    ['placed', {}, 'stop', 'ended'],
    ['placed', { partLeft: true }, 'stop', 'partly_placed'],
    ['placed', { partLeft: true, needCovered: true }, 'wait', 'placed'],
    ['partly_placed', {}, 'wait', 'waiting_list'],
    ['solved_elsewhere', {}, 'wait', 'waiting_list'],
    ['solved_elsewhere', { partLeft: true }, 'wait', 'solved_elsewhere'],
    ['before_commission', {}, 'stop', 'before_commission'],
    ['placed', {}, 'planned', 'ended'],
    ['partly_placed', {}, 'planned', 'waiting_list'],
  ])('an agreement that ends, from %s (%j), to %s: %s', (from, facts, choice, to) => {
    expect(judgeMove(from, 'endSolution', 'first_desk', { ...WILLING, ...facts }, { choice })).toEqual({
      ok: true,
      to,
    });
  });

  it.each<[from: RequestState, facts: Partial<RequestFacts>, before: RequestState, to: RequestState]>([
    ['partly_placed', {}, 'waiting_list', 'waiting_list'],
    ['partly_placed', {}, 'before_commission', 'before_commission'],
    ['partly_placed', { partLeft: true }, 'waiting_list', 'partly_placed'],
    ['solved_elsewhere', {}, 'in_triage', 'in_triage'],
    ['solved_elsewhere', { partLeft: true }, 'waiting_list', 'partly_placed'],
    ['solved_elsewhere', {}, 'placed', 'waiting_list'],
    ['placed', { partLeft: true }, 'waiting_list', 'partly_placed'],
    ['placed', { partLeft: true, needCovered: true }, 'waiting_list', 'placed'],
    ['before_commission', {}, 'waiting_list', 'before_commission'],
    ['offered', { partLeft: true }, 'waiting_list', 'offered'],
  ])('a solution taken back, from %s (%j), found while %s: %s', (from, facts, choice, to) => {
    expect(judgeMove(from, 'takeBackSolution', 'parent', { ...WILLING, ...facts }, { choice })).toEqual({
      ok: true,
      to,
    });
  });

  it('an offer that ends leaves the part that the child has', () => {
    for (const [action, actor] of [
      ['decline', 'parent'],
      ['expire', 'system'],
      ['revoke', 'coordinator'],
    ] as const)
      for (const partLeft of [true, false])
        expect(judge('offered', action, actor, { ...WILLING, partLeft })).toEqual({
          ok: true,
          to: partLeft ? 'partly_placed' : 'waiting_list',
        });
  });

  it('a "never came" that had left the request where it was is taken back without moving it', () => {
    for (const state of ['before_commission', 'waiting_list', 'offered', 'placed'] as const)
      expect(judge(state, 'restore', 'eaje_director', { ...WILLING, hadStayed: true })).toEqual({
        ok: true,
        to: state,
      });
  });

  it('follows the facts and the family’s choice where the target is open', () => {
    expect(judge('offered', 'accept', 'parent', { ...WILLING, needCovered: true })).toEqual({ ok: true, to: 'placed' });
    expect(judge('offered', 'accept', 'parent', { ...WILLING, needCovered: false })).toEqual({
      ok: true,
      to: 'partly_placed',
    });
    expect(judgeMove('offered', 'decline', 'parent', WILLING, { reason: 'hours', choice: 'withdraw' })).toEqual({
      ok: true,
      to: 'withdrawn',
    });
    expect(judgeMove('offered', 'decline', 'parent', WILLING, { reason: 'hours', choice: 'wait' })).toEqual({
      ok: true,
      to: 'waiting_list',
    });
    expect(judgeMove('withdrawn', 'unjoin', 'first_desk', WILLING, { choice: 'oriented' })).toEqual({
      ok: true,
      to: 'oriented',
    });
    expect(judgeMove('withdrawn', 'unjoin', 'first_desk', WILLING, { choice: 'placed' })).toEqual({
      ok: true,
      to: 'in_triage',
    });
  });

  it('gives no place to an arrival that nobody has judged: all that it may is to be joined, amended, confirmed or withdrawn', () => {
    const may = REQUEST_ACTION_NAMES.filter((action) =>
      LIFECYCLE_ACTORS.some(
        (actor) =>
          judgeMove('submitted', action, actor, { ...WILLING, arrival: true }, { reason: anyReason(action) }).ok,
      ),
    );
    expect(may.sort()).toEqual(['amend', 'confirm', 'join', 'withdraw']);
    expect(actionsFor('submitted', 'first_desk', true).sort()).toEqual(['amend', 'confirm', 'join', 'withdraw']);
  });

  it('along any sequence of moves an open request always has a next dated act and an owner, a closed one none', () => {
    const step = fc.record({
      action: fc.constantFrom(...REQUEST_ACTION_NAMES),
      actor: fc.constantFrom(...LIFECYCLE_ACTORS),
      needCovered: fc.boolean(),
      withdraw: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state: RequestState = 'draft';
        for (const { action, actor, needCovered, withdraw } of steps) {
          const verdict = judgeMove(
            state,
            action,
            actor,
            { ...WILLING, needCovered },
            { reason: anyReason(action), choice: withdraw ? 'withdraw' : 'wait' },
          );
          if (verdict.ok) state = verdict.to;
          const act = nextActOf(state, '2026-11-24');
          expect(act !== null).toBe(isOpen(state));
          if (act) expect(act.due >= '2026-11-24' && act.owner.length > 0).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
