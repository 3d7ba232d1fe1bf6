import { describe, expect, it } from '../../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../../test/support/actors.js';
import { desksWhosePairsAreSeenBy, mayJudgePair } from './pair.policy.js';

const [own, elsewhere] = [
  { dossierId: 'own', deskId: 'own' },
  { dossierId: 'third', deskId: 'third' },
];

describe('the policy of a possible duplicate', () => {
  it('is judged by the desk of either request', () => {
    expect(whoMay((actor) => mayJudgePair(actor, own, elsewhere))).toEqual(['agent']);
    expect(whoMay((actor) => mayJudgePair(actor, elsewhere, own))).toEqual(['agent']);
    expect(whoMay((actor) => mayJudgePair(actor, elsewhere, elsewhere))).toEqual([]);
  });

  it('is listed for the desks of the actor', () => {
    expect(desksWhosePairsAreSeenBy(ACTORS.agent)).toEqual(['own']);
    expect(desksWhosePairsAreSeenBy(ACTORS.director)).toEqual([]);
  });
});
