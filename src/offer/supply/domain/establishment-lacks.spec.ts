import { describe, expect, it } from '../../../../test/support/runner.js';
import { establishmentLacks, type KnownEstablishment } from './establishment-lacks.js';

const KNOWN: KnownEstablishment = {
  id: 'ma-1',
  name: 'Multi-accueil',
  address: '1 rue de la Mairie',
  phone: '03 85 00 00 00',
  sections: 2,
  sectionsWithPlaces: 2,
};

describe('what an establishment lacks before families come', () => {
  it.each<[string, Partial<KnownEstablishment>, string[]]>([
    ['nothing', {}, []],
    ['a telephone', { phone: null }, ['establishment-telephone']],
    ['an address of blanks', { address: ' ' }, ['establishment-address']],
    ['sections', { sections: 0, sectionsWithPlaces: 0 }, ['sections']],
    ['places in one section', { sectionsWithPlaces: 1 }, ['capacity']],
    ['telephone and places', { phone: '', sectionsWithPlaces: 0 }, ['establishment-telephone', 'capacity']],
  ])('%s', (_, change, kinds) => {
    expect(establishmentLacks([KNOWN, { ...KNOWN, id: 'ma-2', ...change }]).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('any establishment at all', () => {
    expect(establishmentLacks([])).toEqual([
      { kind: 'establishments', group: 'offer', mender: 'coordinator', href: '/offre/nouveau' },
    ]);
  });
});
