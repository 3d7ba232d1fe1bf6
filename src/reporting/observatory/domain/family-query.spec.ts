import { describe, expect, it } from '../../../../test/support/runner.js';
import { figureCode, figureParts, listAddress, readAfter } from './family-query.js';

describe('the address of a list', () => {
  it.each([
    [{ status: 'without' }, '/rapport/familles?statut=without'],
    [
      { status: 'without', cause: 'no_place', commune: '71040' },
      '/rapport/familles?statut=without&cause=no_place&commune=71040',
    ],
    [
      { status: 'without', refused: 'amongWishes', after: '2026-11-01~a' },
      '/rapport/familles?statut=without&refus=amongWishes&apres=2026-11-01~a',
    ],
  ] as const)('%j', (query, address) => expect(listAddress(query)).toBe(address));

  it.each([
    ['2026-11-01~a', { since: '2026-11-01', dossierId: 'a' }],
    [undefined, null],
    ['2026-11-01', null],
    ['~a', null],
  ])('after %j', (after, expected) => expect(readAfter(after)).toEqual(expected));

  it.each([
    [{ status: 'without' }, 'without', { statut: 'without' }],
    [
      { status: 'without', cause: 'desk', commune: '71306' } as const,
      'without.desk..71306',
      { statut: 'without', cause: 'desk', commune: '71306' },
    ],
    [
      { status: 'without', refused: 'amongWishes', after: '2026-01-01~id' },
      'without..amongWishes',
      { statut: 'without', refus: 'amongWishes' },
    ],
  ])('is one code in the address of the inbox: %o', (query, code, parts) => {
    expect(figureCode(query)).toBe(code);
    expect(figureParts(code)).toEqual(parts);
  });
});
