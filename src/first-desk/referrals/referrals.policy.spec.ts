import { whoMay } from '../../../test/support/actors.js';
import { describe, expect, it } from '../../../test/support/runner.js';
import {
  deskThatNotesFor,
  desksReferredTo,
  keepsAllPartners,
  mayAnswerReferral,
  mayKeepPartner,
  mayLinkReferral,
  sendsAsPartner,
} from './referrals.policy.js';

const OWN = { deskId: 'own', dossierId: 'own' };

describe('who has to do with referrals', () => {
  it.each<[string, Parameters<typeof whoMay>[0], string[]]>([
    ['calls the family', (actor) => mayAnswerReferral(actor, OWN), ['agent']],
    ['sees those of a desk', (actor) => desksReferredTo(actor).includes('own'), ['agent']],
    ['notes one for a desk', (actor) => deskThatNotesFor(actor) === 'own', ['agent']],
    ['links it to a request', (actor) => mayLinkReferral(actor, OWN), ['agent']],
    ['keeps the partners of a desk', (actor) => mayKeepPartner(actor, OWN), ['agent', 'coordinator']],
    ['keeps all partners', keepsAllPartners, ['coordinator']],
    ['sends families', (actor) => sendsAsPartner(actor, 'own'), ['partner']],
  ])('%s', (_, policy, expected) => expect(whoMay(policy)).toEqual(expected));

  it('lets a partner send as itself alone', () =>
    expect(sendsAsPartner({ kind: 'partner', partnerId: 'own' }, 'other')).toBe(false));
});
