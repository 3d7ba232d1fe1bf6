import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS } from '../../../test/support/actors.js';
import { signsMinutesAs } from './minutes.policy.js';

type Sheet = Parameters<typeof signsMinutesAs>[1];
const sheet = (chair: string | null, mayRun: boolean, state = 'closed') =>
  ({
    session: { state },
    members: [{ role: 'chair', accountId: chair, personKey: 'chair', label: 'The chair' }],
    mayRun,
  }) as unknown as Sheet;

describe('the policy of minutes', () => {
  it.each([
    ['the chair', sheet('account', false), 'chair'],
    ['a member who is not the chair', sheet('another', false), null],
    ['who runs the session of a chair with a sign-in', sheet('another', true), null],
    ['who runs the session of a chair without a sign-in', sheet(null, true), 'secretary'],
    ['a member, for a chair without a sign-in', sheet(null, false), null],
    ['the chair, before the closing', sheet('account', false, 'open'), null],
  ])('%s', (_, seen, by) => {
    expect(signsMinutesAs(ACTORS.member, seen)?.by ?? null).toBe(by);
  });
});
