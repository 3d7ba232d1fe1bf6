import { describe, expect, it } from '../../../test/support/runner.js';
import { whoMay } from '../../../test/support/actors.js';
import {
  mayCreateProviderFor,
  mayRunProvider,
  maySettleProvider,
  mayTakeBackChange,
  mayTouchPromises,
} from './providers.policy.js';

const OWN = { id: 'own', deskId: 'own' };

describe('the policy of providers', () => {
  it('are added, settled and closed by the coordinator and the first desk of their commune', () => {
    expect(whoMay((actor) => mayCreateProviderFor(actor, 'own'))).toEqual(['agent', 'coordinator']);
    expect(whoMay((actor) => maySettleProvider(actor, OWN))).toEqual(['agent', 'coordinator']);
  });

  it('are run by these, and by their own director', () => {
    expect(whoMay((actor) => mayRunProvider(actor, OWN))).toEqual(['agent', 'director', 'coordinator']);
    expect(whoMay((actor) => mayRunProvider(actor, { id: 'own', deskId: 'elsewhere' }))).toEqual([
      'director',
      'coordinator',
    ]);
  });

  it('have changes to come, taken back by who may make them', () => {
    expect(whoMay((actor) => mayTakeBackChange(actor, OWN, 'identity'))).toEqual(['agent', 'coordinator']);
    expect(whoMay((actor) => mayTakeBackChange(actor, OWN, 'contact'))).toEqual(['agent', 'director', 'coordinator']);
  });

  it('let the coordinator alone confirm what touches promises', () =>
    expect(whoMay(mayTouchPromises)).toEqual(['coordinator']));
});
