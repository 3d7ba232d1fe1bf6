import { describe, expect, it } from '@jest/globals';
import { whoMay } from '../../test/support/actors.js';
import { isFamilyOf, mayChangePlacementsOf } from './placement.policy.js';

describe('the policy of placements and offers', () => {
  it('are changed by the director, by jobs and by sessions', () => {
    expect(whoMay((actor) => mayChangePlacementsOf(actor, 'own'))).toEqual(['director', 'session', 'system']);
  });

  it('are answered for by the family', () => {
    expect(whoMay((actor) => isFamilyOf(actor, { dossierId: 'own' }))).toEqual(['family']);
  });
});
