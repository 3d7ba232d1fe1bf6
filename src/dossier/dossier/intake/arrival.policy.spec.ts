import { describe, expect, it } from '../../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../../test/support/actors.js';
import { maySettleArrivals, maySettleChange } from './arrival.policy.js';

const awaited = { dossier: { id: 'own', arrivedForId: null }, requests: [{ dossierId: 'own', deskId: 'own' }] };

describe('the policy of later deposits', () => {
  it('are settled by the family or the desk of one of its requests', () => {
    expect(whoMay((actor) => maySettleArrivals(actor, awaited))).toEqual(['family', 'agent']);
  });

  it('are not settled by who has just sent a form, nor from a deposit that waits itself', () => {
    expect(maySettleArrivals({ ...ACTORS.family, draftId: 'draft' }, awaited)).toBe(false);
    const waits = { ...awaited, dossier: { id: 'own', arrivedForId: 'first' } };
    expect(maySettleArrivals(ACTORS.family, waits)).toBe(false);
  });

  it('leave the day of the first request to the desk', () => {
    expect(maySettleChange(ACTORS.family, { field: 'asked' })).toBe(false);
    expect(maySettleChange(ACTORS.agent, { field: 'asked' })).toBe(true);
    expect(maySettleChange(ACTORS.family, { field: 'need.wantedFrom' })).toBe(true);
  });
});
