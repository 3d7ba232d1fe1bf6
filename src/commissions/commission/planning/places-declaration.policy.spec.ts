import { describe, expect, it } from '../../../../test/support/runner.js';
import { whoMay } from '../../../../test/support/actors.js';
import { mayDeclareForSession } from './places-declaration.policy.js';

describe('the policy of a declaration of places', () => {
  it('is made by the director, or by who runs the session', () => {
    const who = ['director', 'coordinator', 'coordinator of the body', 'system'];
    expect(whoMay((actor) => mayDeclareForSession(actor, { id: 'own', establishmentIds: ['own'] }, 'own'))).toEqual(
      who,
    );
  });

  it('is made by nobody for an establishment of another body', () => {
    expect(whoMay((actor) => mayDeclareForSession(actor, { id: 'own', establishmentIds: [] }, 'own'))).toEqual([]);
  });
});
