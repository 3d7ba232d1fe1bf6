import { describe, expect, it } from '../../../../test/support/runner.js';
import { ACTORS, whoMay } from '../../../../test/support/actors.js';
import {
  actsOnRequestAs,
  desksTriagedBy,
  mayAmendRequest,
  mayReadRequest,
  readableRequests,
  sharesContactsWithNurseries,
  triagesForDesk,
  triagesRequest,
} from './request.policy.js';

const request = { dossierId: 'own', deskId: 'own' };
const bound = (actor: keyof typeof ACTORS) => Object.values(readableRequests(ACTORS[actor]).parameters);

describe('the policy of a request', () => {
  it.each([
    ['family', ['parent']],
    ['another family', []],
    ['agent', ['first_desk']],
    ['agent of another desk', []],
    ['director', ['eaje_director']],
    ['director of another', []],
    ['member', []],
    ['coordinator', ['coordinator']],
    ['administrator', []],
    ['session', ['session']],
    ['mail provider', []],
    ['import', ['import']],
  ] as const)('%s acts on it as %j', (who, as) => {
    expect(actsOnRequestAs(ACTORS[who], request, ['own'])).toEqual(as);
  });

  it('is read by the family, its desk and the directors it wishes for', () => {
    expect(whoMay((actor) => mayReadRequest(actor, request, ['own']))).toEqual([
      'family',
      'agent',
      'director',
      'import',
      'session',
      'system',
    ]);
    expect(whoMay((actor) => mayReadRequest(actor, request, []))).not.toContain('director');
  });

  it.each([
    [true, true],
    [false, false],
    [null, false],
  ])('shows its contacts to the nurseries it wishes for only where the family agreed: %s', (said, shown) => {
    expect(sharesContactsWithNurseries({ shareWithProviders: said })).toBe(shown);
  });

  it('is listed for whom it may be read', () => {
    expect(readableRequests(ACTORS.system).sql).toBe('1 = 1');
    expect(bound('family')).toEqual(['own']);
    expect(bound('agent')).toContain('own');
    expect(bound('director of another')).toContain('other');
    for (const who of ['member', 'coordinator', 'administrator', 'client'] as const)
      expect(readableRequests(ACTORS[who]).sql).toBe('1 = 0');
  });

  it('is triaged by its own desk, and amended by its family too', () => {
    expect(whoMay((actor) => triagesRequest(actor, request))).toEqual(['agent']);
    expect(whoMay((actor) => mayAmendRequest(actor, request))).toEqual(['family', 'agent']);
    expect(desksTriagedBy(ACTORS.agent)).toEqual(['own']);
    expect(desksTriagedBy(ACTORS.director)).toEqual([]);
    expect(triagesForDesk({ role: 'rpe_agent', deskId: 'own' }, 'own')).toBe(true);
    expect(triagesForDesk({ role: 'rpe_agent', deskId: 'own' }, 'other')).toBe(false);
  });
});
