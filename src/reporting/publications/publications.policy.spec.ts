import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import { mayPublish } from './publications.policy.js';

describe('the policy of open data', () => {
  it('lets the coordinator make it public', () => {
    expect(whoMay(mayPublish)).toContain('coordinator');
    expect(mayPublish(ACTORS.agent)).toBe(false);
  });
});
