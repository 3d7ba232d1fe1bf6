import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import { mayFollowFiling, mayHideFromPoints, mayReadFiler, pointsFollowedBy } from './reception-points.policy.js';

const FILING = { pointId: 'own', requestId: 'request', hiddenAt: null };

describe('the policy of what a point d’accueil filed', () => {
  it.each([
    ['by who works there', FILING, ['door']],
    ['by nobody of another point', { ...FILING, pointId: 'other' }, []],
    ['by nobody once the family does not want it', { ...FILING, hiddenAt: '2026-12-03T09:00:00.000Z' }, []],
    ['by nobody once the family is forgotten', { ...FILING, requestId: null }, []],
  ])('is followed %s', (_, filing, who) => {
    expect(whoMay((actor) => mayFollowFiling(actor, filing))).toEqual(who);
  });

  it('is listed for its points alone', () => {
    expect(pointsFollowedBy(ACTORS.door)).toEqual(['own']);
    expect(pointsFollowedBy(ACTORS.agent)).toEqual([]);
  });

  it('is read by the desk of the request, and hidden by its family', () => {
    expect(whoMay((actor) => mayReadFiler(actor, { deskId: 'own', dossierId: 'own' }))).toEqual(['agent']);
    expect(whoMay((actor) => mayHideFromPoints(actor, { dossierId: 'own' }))).toEqual(['family']);
  });
});
