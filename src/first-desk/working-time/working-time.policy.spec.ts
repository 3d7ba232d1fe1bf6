import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, staff, whoMay } from '../../../test/support/actors.js';
import { ownTimeOf, teamsReadBy } from './working-time.policy.js';

describe('the policy of working time', () => {
  it('lets agents of a desk enter hours, each its own', () => {
    expect(whoMay((actor) => ownTimeOf(actor) !== null)).toEqual(['agent', 'agent of another desk']);
    expect(ownTimeOf(ACTORS.agent)).toEqual({ accountId: 'account', deskId: 'own' });
    expect(ownTimeOf(staff({ role: 'rpe_agent' }))).toBeNull();
  });

  it('shows the months of a team to its agents, and to who reads indicators everywhere', () => {
    expect(whoMay((actor) => teamsReadBy(actor, ['own']).length > 0)).toEqual([
      'agent',
      'coordinator',
      'coordinator of the body',
      'coordinator of another body',
    ]);
    expect(teamsReadBy(ACTORS.agent, ['own', 'other'])).toEqual(['own']);
  });
});
