import { describe, expect, it } from '../../../test/support/runner.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { grantNamed, roleKeyOf, rolesLeftEmpty, rolesTakenBack } from './role-keys.js';

const AGENT: Grant = { role: 'rpe_agent', deskId: 'rpe' };
const DIRECTOR: Grant = { role: 'eaje_director', establishmentId: 'ma-71306' };
const COORDINATOR: Grant = { role: 'coordinator' };

describe('a role in its place', () => {
  it.each<[string, Grant]>([
    ['rpe_agent=rpe', AGENT],
    ['eaje_director=ma-71306', DIRECTOR],
    ['commission_member=montceau', { role: 'commission_member', bodyId: 'montceau' }],
    ['coordinator', COORDINATOR],
  ])('%s is read and written alike', (key, grant) => {
    expect(grantNamed(key)).toEqual(grant);
    expect(roleKeyOf(grant)).toBe(key);
  });

  it.each(['', 'mayor', 'rpe_agent', 'rpe_agent=', 'coordinator=rpe'])('"%s" names no grant', (key) => {
    expect(grantNamed(key)).toBeNull();
  });
});

it.each<[string, Grant[], Grant[][], string[]]>([
  ['another agent of the desk is left', [AGENT], [[AGENT]], []],
  ['the only agent goes', [AGENT], [[COORDINATOR]], ['rpe_agent=rpe']],
  ['one of two roles is held by another', [AGENT, DIRECTOR], [[AGENT]], ['eaje_director=ma-71306']],
])('%s', (_, own, others, left) => {
  expect(rolesLeftEmpty(own, others)).toEqual(left);
});

it.each<[string, string[], { taken: string[]; given: string[] }, string[]]>([
  ['what was taken is there again', ['coordinator'], { taken: ['auditor'], given: [] }, ['coordinator', 'auditor']],
  ['what was given is not', ['coordinator', 'auditor'], { taken: [], given: ['auditor'] }, ['coordinator']],
  ['one was put in place of another', ['auditor'], { taken: ['coordinator'], given: ['auditor'] }, ['coordinator']],
  ['roles that came since stay', ['auditor', 'administrator'], { taken: [], given: ['auditor'] }, ['administrator']],
  ['what somebody took back already is there once', ['auditor'], { taken: ['auditor'], given: [] }, ['auditor']],
])('a change of roles is taken back: %s', (_, held, change, wanted) => {
  expect(rolesTakenBack(held, change)).toEqual(wanted);
});
