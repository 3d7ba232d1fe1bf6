import { describe, expect, it } from '../../../test/support/runner.js';
import { whoMay } from '../../../test/support/actors.js';
import { isChildminder, keepsChildminder, keepsForDesk, readsChildminderFigures } from './childminder.policy.js';

describe('the policy of childminders', () => {
  it('are kept by the first desk of their commune and the coordinator of the territory', () =>
    expect(whoMay((actor) => keepsChildminder(actor, 'own'))).toEqual(['agent', 'coordinator']));

  it('are counted for the coordinator of the territory alone', () =>
    expect(whoMay(readsChildminderFigures)).toEqual(['coordinator']));

  it('read and say their own by their link, and nobody does in their place', () => {
    expect(whoMay((actor) => isChildminder(actor, 'own'))).toEqual(['childminder']);
    expect(whoMay((actor) => isChildminder(actor, 'other'))).toEqual([]);
  });

  it('are spoken of to the agents of their desk', () => {
    expect(keepsForDesk({ role: 'rpe_agent', deskId: 'own' }, 'own')).toBe(true);
    expect(keepsForDesk({ role: 'rpe_agent', deskId: 'other' }, 'own')).toBe(false);
    expect(keepsForDesk({ role: 'coordinator' }, 'own')).toBe(false);
  });
});
