import { describe, expect, it } from '../../../../test/support/runner.js';
import { whoMay } from '../../../../test/support/actors.js';
import { mayListRequest } from './candidacy.policy.js';

const request = { dossierId: 'own', deskId: 'own' };

describe('the policy of a candidacy', () => {
  it.each([
    ['wished for and decided by the body', ['own'], ['own'], ['agent', 'director', 'session', 'system']],
    ['not wished for', ['third'], ['own'], ['agent', 'session', 'system']],
    ['of another body', ['own'], ['third'], ['agent', 'session', 'system']],
  ])('is made by the desk, and by the director of an establishment %s', (_, wished, establishmentIds, who) => {
    expect(whoMay((actor) => mayListRequest(actor, request, wished, { establishmentIds }))).toEqual(who);
  });
});
