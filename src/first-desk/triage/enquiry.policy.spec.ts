import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import { deskThatNotesFor, desksWhoseEnquiriesAreReadBy, mayReadEnquiry } from './enquiry.policy.js';

describe('the policy of an enquiry', () => {
  it('is read by the desk that noted it', () => {
    expect(whoMay((actor) => mayReadEnquiry(actor, { deskId: 'own' }))).toEqual(['agent']);
    expect(desksWhoseEnquiriesAreReadBy(ACTORS.agent)).toEqual(['own']);
  });

  it('is noted for the agent’s own desk', () => {
    expect(deskThatNotesFor(ACTORS.agent)).toBe('own');
    expect(deskThatNotesFor(ACTORS.coordinator)).toBeNull();
  });
});
