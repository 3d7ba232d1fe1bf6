import { describe, expect, it } from '../../../test/support/runner.js';
import { AUDIENCES } from '../../foundation/platform/outbox/index.js';
import { ROLES } from '../../foundation/platform/security/index.js';
import { isToldOfTexts, judgeAgreement, takesTwo } from './wording.policy.js';

describe('a text that somebody changes', () => {
  it('takes two people when families read it', () =>
    expect(AUDIENCES.filter((to) => takesTwo({ to }))).toEqual(['family', 'draft']));

  it('is told to who may change texts', () =>
    expect(ROLES.filter((role) => isToldOfTexts({ role }))).toEqual(['coordinator', 'administrator']));

  it('is agreed to by another person than who asked', () => {
    expect(judgeAgreement({ askedBy: 'staff:one' }, 'staff:one')).toMatchObject({ code: 'messageText.ownProposal' });
    expect(judgeAgreement({ askedBy: 'staff:one' }, 'staff:two')).toBeNull();
  });
});
