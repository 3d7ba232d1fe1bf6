import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS } from '../../../test/support/actors.js';
import { hasInbox, mayReadFigures } from './observatory.policy.js';

describe('the policy of figures', () => {
  it.each([
    ['agent', true, true],
    ['coordinator', true, false],
    ['director', false, false],
    ['member', false, false],
    ['family', false, false],
  ] as const)('%s: reads figures %s, has an inbox %s', (name, reads, inbox) =>
    expect([mayReadFigures(ACTORS[name]), hasInbox(ACTORS[name])]).toEqual([reads, inbox]),
  );
});
