import { describe, expect, it } from '../../../../test/support/runner.js';
import { lacksOf, type HandedOver, type HandOverLack } from './hand-over.js';

const WHOLE: HandedOver = {
  firstName: 'Zoé',
  surname: 'Sureau',
  birthDate: '2026-06-01',
  adults: [{ phone: '0612345678', addressLine: '3 rue des Écoles' }],
  week: { mon: { start: '08:00', end: '17:00' } },
  isStartAgreed: true,
};

describe('what is missing of a child who is handed over', () => {
  it.each<[Partial<HandedOver>, readonly HandOverLack[]]>([
    [{}, []],
    [{ firstName: null }, ['name']],
    [{ surname: '' }, ['name']],
    [{ birthDate: null }, ['birth']],
    // Who has not agreed is asked first: what stands in the dossier is not told.
    [{ adults: null }, ['contacts']],
    [{ adults: [{ phone: null, addressLine: null }] }, ['phone', 'address']],
    [{ adults: [{ phone: '0612345678', addressLine: null, addressProtected: true }] }, []],
    [
      {
        adults: [
          { phone: null, addressLine: 'x' },
          { phone: '0612345678', addressLine: null },
        ],
      },
      [],
    ],
    [{ week: null }, ['hours']],
    [{ week: {} }, ['hours']],
    [{ isStartAgreed: false, firstName: null }, ['name', 'start']],
  ])('with %j is %j', (more, lacks) => {
    expect(lacksOf({ ...WHOLE, ...more })).toEqual(lacks);
  });
});
