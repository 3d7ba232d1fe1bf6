/**
 * Ways a request goes, by how many go them: [action, from, to]. Those that hold seats are left to the commission's own
 * tests.
 */
const SUBMIT = ['submit', 'draft', 'submitted'];
const TAKE_UP = ['takeUp', 'submitted', 'in_triage'];
const ORIENT = ['orient', 'in_triage', 'oriented'];

export const PATHS = {
  submitted: [SUBMIT],
  in_triage: [SUBMIT, TAKE_UP],
  incomplete: [SUBMIT, TAKE_UP, ['askForCompletion', 'in_triage', 'incomplete']],
  oriented: [SUBMIT, TAKE_UP, ORIENT],
  waiting_list: [
    SUBMIT,
    TAKE_UP,
    ORIENT,
    ['list', 'oriented', 'before_commission'],
    ['keepWaiting', 'before_commission', 'waiting_list'],
  ],
  expired: [SUBMIT, TAKE_UP, ['admitUrgently', 'in_triage', 'offered'], ['expire', 'offered', 'waiting_list']],
  solved_elsewhere: [SUBMIT, TAKE_UP, ORIENT, ['reportSolution', 'oriented', 'solved_elsewhere']],
  withdrawn: [SUBMIT, TAKE_UP, ['withdraw', 'in_triage', 'withdrawn']],
  lapsed: [SUBMIT, TAKE_UP, ORIENT, ['lapse', 'oriented', 'lapsed']],
};

export const WEIGHTS = {
  submitted: 8,
  in_triage: 6,
  incomplete: 5,
  oriented: 12,
  waiting_list: 27,
  expired: 4,
  solved_elsewhere: 20,
  withdrawn: 10,
  lapsed: 8,
};

const ACTS = {
  submitted: ['take_up', 3, 'desk'],
  in_triage: ['orient', 7, 'desk'],
  incomplete: ['complete', 10, 'family'],
  oriented: ['list', 14, 'desk'],
  waiting_list: ['confirm', 90, 'family'],
};

/** The next act of a request that came to this state on that day; none for a closed one. */
export function nextAct(state, millis) {
  const act = ACTS[state];
  if (!act) return { next_act: null, next_act_due: null, next_act_owner: null };
  return {
    next_act: act[0],
    next_act_due: new Date(millis + act[1] * 86_400_000).toISOString().slice(0, 10),
    next_act_owner: act[2],
  };
}
