import { describe, expect, it } from '../../../test/support/runner.js';
import { whoMay } from '../../../test/support/actors.js';
import { mayReadCouncilPage } from './council.policy.js';

const COMMUNE = { code: '71306', firstDeskId: 'own' };
const COORDINATORS = ['coordinator', 'coordinator of the body', 'coordinator of another body'];

describe('the policy of the page of a commune', () => {
  it('lets the coordinator and its first desk read it, and a member of a commission who is elected there', () => {
    expect(whoMay((actor) => mayReadCouncilPage(actor, COMMUNE, []))).toEqual(['agent', ...COORDINATORS]);
    expect(whoMay((actor) => mayReadCouncilPage(actor, COMMUNE, ['71306']))).toEqual([
      'agent',
      'member',
      'member of another body',
      ...COORDINATORS,
    ]);
    expect(whoMay((actor) => mayReadCouncilPage(actor, COMMUNE, ['71040']))).toEqual(['agent', ...COORDINATORS]);
  });
});
