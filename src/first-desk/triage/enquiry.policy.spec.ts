import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../test/support/actors.js';
import type { EnquiryChannel } from './domain/enquiry-words.js';
import {
  deskThatNotesFor,
  desksWhoseEnquiriesAreReadBy,
  mayLinkEnquiry,
  mayLinkTo,
  mayReadEnquiry,
} from './enquiry.policy.js';

describe('the policy of an enquiry', () => {
  it.each<[string, string, EnquiryChannel, string[]]>([
    ['read and answered by the desk that noted it', 'own', 'phone', ['agent']],
    ['by that desk alone when it came from monenfant.fr', 'own', 'monenfant', ['agent']],
    ['by another desk when that one noted it', 'other', 'phone', ['agent of another desk']],
    ['on the request when it is a line of a list', 'own', 'list', []],
  ])('is %s', (_, deskId, channel, who) => {
    expect(whoMay((actor) => mayReadEnquiry(actor, { deskId, channel, pointId: null }))).toEqual(who);
  });

  it.each<[string, string, string, string[]]>([
    ['a contact of the own desk', 'own', 'cost', ['agent']],
    ['one of another desk', 'other', 'cost', ['agent of another desk']],
    ['a call about a request', 'own', 'call_answered', []],
  ])('is linked: %s', (_, deskId, subject, who) => {
    expect(whoMay((actor) => mayLinkEnquiry(actor, { deskId, channel: 'phone', subject, pointId: null }))).toEqual(who);
  });

  it('of a point d’accueil is its own', () => {
    const noted = { deskId: 'own', channel: 'phone', pointId: 'own', subject: 'cost' } as const;
    expect(whoMay((actor) => mayReadEnquiry(actor, noted))).toEqual(['door']);
    expect(whoMay((actor) => mayLinkEnquiry(actor, noted))).toEqual([]);
  });

  it('is linked to requests of the own desk only', () => {
    expect(whoMay((actor) => mayLinkTo(actor, { deskId: 'own', dossierId: 'd' }))).toEqual(['agent']);
    expect(whoMay((actor) => mayLinkTo(actor, { deskId: 'other', dossierId: 'd' }))).toEqual(['agent of another desk']);
  });

  it('is noted for the agent’s own desk, and listed for it', () => {
    expect(desksWhoseEnquiriesAreReadBy(ACTORS.agent)).toEqual(['own']);
    expect(deskThatNotesFor(ACTORS.agent)).toBe('own');
    expect(deskThatNotesFor(ACTORS.coordinator)).toBeNull();
  });
});
