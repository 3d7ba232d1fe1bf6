import { describe, expect, it } from '../../../test/support/runner.js';
import { whoMay } from '../../../test/support/actors.js';
import { isFamilyOf, mayChangePlacementsOf, wasToldBy } from './placement.policy.js';

const TOLD = { kind: 'elsewhere', recordedBy: 'family:own' } as const;

describe('the policy of placements and offers', () => {
  it('are changed by the director, by jobs and by sessions', () => {
    expect(whoMay((actor) => mayChangePlacementsOf(actor, 'own'))).toEqual(['director', 'session', 'system']);
  });

  it('solutions are corrected by the family that told them, while they go on', () => {
    expect(whoMay((actor) => wasToldBy(actor, { ...TOLD, endedAt: null }))).toEqual(['family']);
    expect(whoMay((actor) => wasToldBy(actor, { ...TOLD, kind: 'place', endedAt: null }))).toEqual([]);
    expect(whoMay((actor) => wasToldBy(actor, { ...TOLD, endedAt: '2027-01-01T00:00:00.000Z' }))).toEqual([]);
  });

  it('are answered for by the family', () => {
    expect(whoMay((actor) => isFamilyOf(actor, { dossierId: 'own' }))).toEqual(['family']);
  });
});
