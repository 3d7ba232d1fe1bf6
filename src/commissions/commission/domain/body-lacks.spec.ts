import { describe, expect, it } from '../../../../test/support/runner.js';
import { bodyLacks } from './body-lacks.js';

describe('what a commission lacks', () => {
  it.each([
    ['nothing', 1, true, []],
    ['somebody to write to', 0, true, ['members']],
    ['its rules', 3, false, ['rules']],
    ['both', 0, false, ['members', 'rules']],
  ])('%s', (_, reachableMembers, hasRules, kinds) => {
    const lacks = bodyLacks([{ id: 'montceau', name: 'Montceau', reachableMembers, hasRules, hasComingSession: true }]);
    expect(lacks.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('is the first one itself, where there is none', () =>
    expect(bodyLacks([])).toMatchObject([{ kind: 'bodies', href: '/commissions/instances/nouvelle' }]));
});
