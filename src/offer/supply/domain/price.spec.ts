import { describe, expect, it } from '../../../../test/support/runner.js';
import type { EstablishmentKind, Funding } from './kinds.js';
import { judgePrice } from './price.js';

describe('the price of an establishment', () => {
  it.each<[EstablishmentKind | null, Funding | null, number | null, string | null]>([
    ['micro_creche_psu', 'PSU', null, null],
    ['micro_creche_psu', null, null, null],
    ['micro_creche_psu', 'PAJE', null, 'provider.priceOfKind'],
    ['micro_creche_psu', null, 950, 'provider.hourlyOfScale'],
    ['micro_creche_paje', 'PAJE', 950, null],
    ['micro_creche_paje', null, 950, null],
    ['micro_creche_paje', 'PSU', null, 'provider.priceOfKind'],
    ['multi_accueil', 'PAJE', 950, null],
    ['multi_accueil', 'PSU', null, null],
    ['multi_accueil', 'PSU', 950, 'provider.hourlyOfScale'],
    [null, null, 450, null],
  ])('%s, %s, %s cents an hour: %s', (establishmentKind, funding, hourlyCents, code) =>
    expect(judgePrice({ establishmentKind, funding, hourlyCents })?.code ?? null).toBe(code),
  );
});
