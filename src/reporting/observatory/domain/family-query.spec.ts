import { describe, expect, it } from '../../../../test/support/runner.js';
import { figureCode, figureParts, listAddress } from './family-query.js';

describe('the address of a list', () => {
  it.each([
    [{ status: 'without' }, '/rapport/familles?statut=without'],
    [
      { status: 'without', cause: 'no_place', commune: '71040' },
      '/rapport/familles?statut=without&cause=no_place&commune=71040',
    ],
    [{ status: 'without', refused: 'amongWishes' }, '/rapport/familles?statut=without&refus=amongWishes'],
  ] as const)('%j', (query, address) => expect(listAddress(query)).toBe(address));

  it.each([
    [{ status: 'without' }, 'without', { statut: 'without' }],
    [
      { status: 'without', cause: 'desk', commune: '71306' } as const,
      'without.desk..71306',
      { statut: 'without', cause: 'desk', commune: '71306' },
    ],
    [
      { status: 'without', refused: 'amongWishes' } as const,
      'without..amongWishes',
      { statut: 'without', refus: 'amongWishes' },
    ],
  ])('is one code in the address of the inbox: %o', (query, code, parts) => {
    expect(figureCode(query)).toBe(code);
    expect(figureParts(code)).toEqual(parts);
  });
});
