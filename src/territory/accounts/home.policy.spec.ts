import { describe, expect, it } from '../../../test/support/runner.js';
import { staff } from '../../../test/support/actors.js';
import type { Role } from '../../foundation/platform/security/index.js';
import { homeOf } from './home.policy.js';

describe('the first page of a member of staff', () => {
  it.each([
    [['rpe_agent'], '/rpe'],
    [['eaje_director'], '/eaje'],
    [['coordinator'], '/commissions'],
    [['commission_member'], '/commissions'],
    [['administrator'], '/administration'],
    [['auditor'], '/journal'],
    [['commission_member', 'rpe_agent'], '/rpe'],
    [['administrator', 'eaje_director'], '/eaje'],
  ] satisfies [Role[], string][])('%j begins at %s', (roles, page) => {
    expect(homeOf(staff(...roles.map((role) => ({ role }))), true)).toBe(page);
  });

  it.each([
    [['coordinator'], '/administration/ouverture'],
    [['administrator', 'eaje_director'], '/administration/ouverture'],
    [['rpe_agent'], '/rpe'],
    [['commission_member'], '/commissions'],
  ] satisfies [Role[], string][])('before families come, %j begins at %s', (roles, page) => {
    expect(homeOf(staff(...roles.map((role) => ({ role }))), false)).toBe(page);
  });
});
