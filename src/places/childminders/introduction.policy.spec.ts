import { describe, expect, it } from '../../../test/support/runner.js';
import { ACTORS } from '../../../test/support/actors.js';
import { actsOnIntroductionAs } from './introduction.policy.js';

const OWN = { dossierId: 'own', deskId: 'own', providerId: 'own' };
const OTHER = { dossierId: 'elsewhere', deskId: 'elsewhere', providerId: 'elsewhere' };

describe('the policy of introductions', () => {
  it('concern the family, its desk and the childminder, and nobody else', () =>
    expect(
      Object.entries(ACTORS).flatMap(([name, actor]) => actsOnIntroductionAs(actor, OWN).map((as) => [name, as])),
    ).toEqual([
      ['family', 'family'],
      ['agent', 'first_desk'],
      ['childminder', 'childminder'],
      ['system', 'system'],
    ]));

  it('of others concern nobody of these but the program', () =>
    expect(
      Object.entries(ACTORS).flatMap(([name, actor]) => (actsOnIntroductionAs(actor, OTHER).length ? [name] : [])),
    ).toEqual(['system']));
});
