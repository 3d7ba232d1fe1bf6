import { describe, expect, it } from '../../../test/support/runner.js';
import { judgeAgreement } from './proposal.policy.js';

describe('who agrees to what is asked for about an account', () => {
  it.each([
    ['third', null],
    ['asker', 'account.ownProposal'],
    ['owner', 'account.proposalAboutOneself'],
  ])('%s: %s', (agreeing, code) =>
    expect(judgeAgreement({ accountId: 'owner', askedBy: 'asker' }, agreeing)?.code ?? null).toBe(code),
  );

  it('is somebody else, also where one asks for something about oneself', () =>
    expect(judgeAgreement({ accountId: 'asker', askedBy: 'asker' }, 'asker')?.code).toBe('account.ownProposal'));
});
