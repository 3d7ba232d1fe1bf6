import { describe, expect, it } from '../../../../../test/support/runner.js';
import { REQUEST_ACTION_NAMES, type RequestAction } from '../request-lifecycle.js';
import { REQUEST_STATES, type RequestState } from '../request-states.js';
import { judgeJoin, refusalToUndo, type Side, type Since } from './joining.js';

/** What may come of two requests, by what each is: written out by hand beside the lists of the rule. */
const KIND: Record<RequestState, 'free' | 'engaged' | 'closed'> = {
  draft: 'closed',
  submitted: 'free',
  in_triage: 'free',
  incomplete: 'free',
  oriented: 'free',
  waiting_list: 'free',
  before_commission: 'engaged',
  offered: 'engaged',
  partly_placed: 'engaged',
  placed: 'engaged',
  solved_elsewhere: 'closed',
  refused: 'closed',
  withdrawn: 'closed',
  lapsed: 'closed',
  ended: 'closed',
};
const side = (state: RequestState, isJoined = false): Side => ({ state, isJoined });

describe('joining two requests of one child', () => {
  it('keeps the older, unless only the newer is engaged; two engaged, or a closed one, stay apart', () => {
    const said = (first: RequestState, second: RequestState): string => {
      const verdict = judgeJoin(side(first), side(second));
      return verdict.ok ? verdict.kept : verdict.refusal.code;
    };
    const expected = (first: RequestState, second: RequestState): string => {
      const kinds = [KIND[first], KIND[second]];
      if (kinds.includes('closed')) return 'duplicate.sideClosed';
      return kinds[1] === 'free' ? 'first' : kinds[0] === 'free' ? 'second' : 'duplicate.bothEngaged';
    };
    for (const first of REQUEST_STATES)
      for (const second of REQUEST_STATES)
        expect([first, second, said(first, second)]).toEqual([first, second, expected(first, second)]);
  });

  it('takes no request twice', () => {
    expect(judgeJoin(side('withdrawn', true), side('submitted'))).toMatchObject({
      ok: false,
      refusal: { code: 'duplicate.sideJoined' },
    });
  });
});

describe('undoing a join', () => {
  const since = (changes: Partial<Since> = {}): Since => ({
    kept: side('in_triage'),
    isForgotten: false,
    moves: [],
    ...changes,
  });

  it.each<[string, Partial<Since>, string | null]>([
    ['nothing happened', {}, null],
    [
      'the desk did its own work',
      { moves: ['takeUp', 'askForCompletion', 'amend', 'complete', 'orient', 'confirm'] },
      null,
    ],
    [
      'a place was offered, even declined since',
      { kept: side('waiting_list'), moves: ['orient', 'admitUrgently', 'decline'] },
      'undo.offered',
    ],
    ['an agreement was recorded', { kept: side('placed'), moves: ['recordAgreement'] }, 'undo.placed'],
    ['a commission decided', { kept: side('waiting_list'), moves: ['list', 'keepWaiting'] }, 'undo.judged'],
    ['it is before a commission since', { kept: side('before_commission'), moves: ['list'] }, 'undo.listed'],
    ['it was before a commission already', { kept: side('before_commission') }, null],
    ['it was joined again', { kept: side('withdrawn', true) }, 'undo.joinedAgain'],
    ['it was withdrawn', { kept: side('withdrawn'), moves: ['withdraw'] }, 'undo.closed'],
    ['the family was forgotten', { isForgotten: true }, 'undo.forgotten'],
  ])('%s', (_case, changes, code) => {
    expect(refusalToUndo(since(changes))?.code ?? null).toBe(code);
  });

  it('is never possible after a move by which somebody else came to count on the request', () => {
    const others: RequestAction[] = [
      'admit',
      'admitUrgently',
      'admitDirectly',
      'reoffer',
      'accept',
      'recordAgreement',
      'correctSolution',
      'endSolution',
      'reportSolution',
      'keepWaiting',
      'defer',
      'refuse',
    ];
    expect(REQUEST_ACTION_NAMES.filter((action) => refusalToUndo(since({ moves: [action] })) !== null).sort()).toEqual(
      others.sort(),
    );
  });
});
