import { describe, expect, it } from '../../../test/support/runner.js';
import { ROLES, type Grant } from '../../foundation/platform/security/index.js';
import { judgeLoss, reviewDueOn, splitGrants, takesTwo, withGrants } from './rights.policy.js';

const AGENT: Grant = { role: 'rpe_agent', deskId: 'rpe' };
const OTHER_DESK: Grant = { role: 'rpe_agent', deskId: 'mont' };
const COORDINATOR: Grant = { role: 'coordinator' };
const ADMIN: Grant = { role: 'administrator' };

describe('rights', () => {
  it.each(ROLES)('%s is given by two people', (role) => expect(takesTwo(role)).toBe(true));

  it.each<[string, Grant[], Grant[], Grant[], Grant[]]>([
    ['a new person', [], [AGENT], [], [AGENT]],
    ['a role more', [AGENT], [AGENT, COORDINATOR], [AGENT], [COORDINATOR]],
    ['the same role elsewhere', [AGENT], [OTHER_DESK], [], [OTHER_DESK]],
    ['a role less', [AGENT, COORDINATOR], [AGENT], [AGENT], []],
    ['nothing', [AGENT], [AGENT], [AGENT], []],
  ])('%s: what applies at once, and what waits', (_, before, after, now, pending) =>
    expect(splitGrants(before, after)).toEqual({ now, pending }),
  );

  it.each<[string, Grant[][], Grant[][], boolean]>([
    ['one of three administrators', [[ADMIN], [ADMIN], [ADMIN]], [[ADMIN], [ADMIN]], false],
    ['the coordinator beside an administrator', [[ADMIN], [COORDINATOR]], [[ADMIN]], true],
    ['the second administrator', [[ADMIN], [ADMIN]], [[ADMIN], []], true],
    [
      'the administrator beside coordinators',
      [[ADMIN], [COORDINATOR], [COORDINATOR]],
      [[COORDINATOR], [COORDINATOR]],
      true,
    ],
    ['a role of somebody who keeps the other', [[ADMIN, COORDINATOR], [ADMIN]], [[COORDINATOR], [ADMIN]], false],
    ['an agent', [[ADMIN], [COORDINATOR], [AGENT]], [[ADMIN], [COORDINATOR]], false],
    ['an agent of a site that has one administrator only', [[ADMIN], [AGENT]], [[ADMIN]], false],
  ])('without %s: refused when nobody could give rights any more', (_, before, after, refused) =>
    expect(judgeLoss(before, after) !== null).toBe(refused),
  );

  it('are added once each', () => expect(withGrants([AGENT], [AGENT, COORDINATOR])).toEqual([AGENT, COORDINATOR]));

  it.each([
    ['2026-11-29T12:00:00.000Z', '2027-05-29'],
    ['2026-08-31T12:00:00.000Z', '2027-02-28'],
  ])('looked at on %s are looked at again on %s', (at, day) => expect(reviewDueOn(at)).toBe(day));
});
