import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, staff, whoMay } from '../../../test/support/actors.js';
import { directsEstablishment, establishmentsDeclaredBy, mayDeclarePlaces } from './places.policy.js';

describe('the policy of places', () => {
  it('are declared by the director of the establishment', () => {
    expect(whoMay((actor) => mayDeclarePlaces(actor, 'own'))).toEqual(['director']);
    const ofTwo = ['own', 'second'].map((establishmentId) => ({ role: 'eaje_director', establishmentId }) as const);
    expect(establishmentsDeclaredBy(staff(...ofTwo))).toEqual(['own', 'second']);
    expect(establishmentsDeclaredBy(ACTORS.coordinator)).toEqual([]);
  });

  it('are told of to their director', () => {
    expect(directsEstablishment({ role: 'eaje_director', establishmentId: 'own' }, 'own')).toBe(true);
    expect(directsEstablishment({ role: 'eaje_director', establishmentId: 'own' }, 'other')).toBe(false);
    expect(directsEstablishment({ role: 'coordinator' }, 'own')).toBe(false);
  });
});
