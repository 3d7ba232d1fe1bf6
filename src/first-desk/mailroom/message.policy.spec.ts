import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, staff } from '../../../test/support/actors.js';
import { desksWatchedBy } from './message.policy.js';

describe('the policy of messages', () => {
  it('are watched by their desk, and all of them by an administrator', () => {
    expect(desksWatchedBy(ACTORS.agent)).toEqual(['own']);
    expect(desksWatchedBy(ACTORS.director)).toEqual([]);
    expect(desksWatchedBy(ACTORS.administrator)).toBeNull();
    expect(desksWatchedBy(staff({ role: 'rpe_agent', deskId: 'own' }, { role: 'administrator' }))).toBeNull();
  });
});
