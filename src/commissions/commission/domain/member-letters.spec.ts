import { describe, expect, it } from '../../../../test/support/runner.js';
import { isOutdated } from './member-letters.js';

describe('a letter to a member of a commission', () => {
  it.each([
    ['a convocation to a session that has moved, and is called again later', 'session-call', 'planned', false, true],
    ['a convocation to a session that stands', 'session-call', 'called', false, false],
    ['a convocation after which another was written', 'session-call', 'called', true, true],
    ['a convocation to a session that is over', 'session-call', 'closed', false, true],
    ['a convocation to a session that sits', 'session-call', 'open', false, true],
    ['a question about places once the list is fixed', 'session-places-again', 'frozen', false, true],
    ['the agenda before the session', 'session-agenda-file', 'frozen', false, false],
    ['the agenda of a cancelled session', 'session-agenda-file', 'cancelled', false, true],
    ['the reminder of the minutes', 'session-minutes', 'closed', false, false],
    ['the reminder of minutes that are signed', 'session-minutes', 'signed', false, true],
    ['that the session does not take place', 'session-called-off', 'cancelled', false, false],
  ] as const)('%s', (_, kind, state, again, outdated) => {
    expect(isOutdated(kind, state, again)).toBe(outdated);
  });
});
