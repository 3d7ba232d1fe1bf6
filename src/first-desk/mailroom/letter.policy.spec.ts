import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import { mayPostLettersOf, traysOf } from './letter.policy.js';

describe('the policy of letters', () => {
  it('are posted by their desk, and by coordinators those to members of commissions', () => {
    expect(whoMay((actor) => mayPostLettersOf(actor, 'own'))).toEqual(['agent']);
    expect(whoMay((actor) => mayPostLettersOf(actor, null))).toEqual([
      'coordinator',
      'coordinator of the body',
      'coordinator of another body',
    ]);
    expect(traysOf(ACTORS.administrator)).toEqual([]);
  });
});
