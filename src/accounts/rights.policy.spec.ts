import { describe, expect, it } from 'vitest';
import { ROLES, type Grant } from '../platform/security/index.js';
import { reviewDueOn, splitGrants, takesTwo, withGrants } from './rights.policy.js';

const AGENT: Grant = { role: 'rpe_agent', deskId: 'rpe' };
const OTHER_DESK: Grant = { role: 'rpe_agent', deskId: 'mont' };
const COORDINATOR: Grant = { role: 'coordinator' };

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

  it('are added once each', () => expect(withGrants([AGENT], [AGENT, COORDINATOR])).toEqual([AGENT, COORDINATOR]));

  it.each([
    ['2026-11-29T12:00:00.000Z', '2027-05-29'],
    ['2026-08-31T12:00:00.000Z', '2027-02-28'],
  ])('looked at on %s are looked at again on %s', (at, day) => expect(reviewDueOn(at)).toBe(day));
});
