import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import { desksWhoseFamiliesAreContactedBy, mayLeadCampaign } from './first-contact.policy.js';

describe('the policy of a campaign of first contacts', () => {
  it('is led by the desk of the families', () => {
    expect(whoMay((actor) => mayLeadCampaign(actor, { deskId: 'own' }))).toEqual(['agent']);
    expect(desksWhoseFamiliesAreContactedBy(ACTORS.agent)).toEqual(['own']);
  });
});
