import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import { mayMakeReports } from './steering.policy.js';

describe('the policy of reports to the steering committee', () => {
  it('lets the coordinator make them', () => {
    expect(whoMay(mayMakeReports)).toContain('coordinator');
    expect(mayMakeReports(ACTORS.agent)).toBe(false);
  });
});
