import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  guaranteeOn,
  judgeGuarantee,
  leastPlaces,
  type GuaranteeSetting,
  type Guarantor,
} from './insertion-guarantee.js';

const psu = (authorisedCapacity: number, avip = false): Guarantor => ({ authorisedCapacity, funding: 'PSU', avip });
const paje: Guarantor = { authorisedCapacity: 12, funding: 'PAJE', avip: false };
const own = (from: string, places: number, more: Partial<GuaranteeSetting> = {}): GuaranteeSetting => ({
  from,
  places,
  way: 'own',
  reason: null,
  otherChildren: 0,
  ...more,
});

describe('places guaranteed to families in insertion (CASF D214-7)', () => {
  it.each<[Guarantor, number]>([
    [psu(1), 1],
    [psu(12), 1],
    [psu(20), 1],
    [psu(21), 2],
    [psu(40), 2],
    [psu(52), 3],
    [psu(52, true), 11],
    [psu(10, true), 2],
    [paje, 0],
    [{ ...paje, avip: true }, 3],
    [{ ...psu(30), funding: null }, 0],
  ])('%j: %i', (one, least) => expect(leastPlaces(one)).toBe(least));

  it.each<[string, Guarantor, GuaranteeSetting, string | null]>([
    ['what the law asks for', psu(25), own('2027-01-01', 2), null],
    ['more', psu(25), own('2027-01-01', 5), null],
    ['less, with places of its own', psu(25), own('2027-01-01', 1), 'guarantee.belowLaw'],
    [
      'less, together with others',
      psu(25),
      own('2027-01-01', 0, { way: 'together', reason: 'Avec la micro-crèche voisine' }),
      null,
    ],
    ['less, without saying how', psu(25), own('2027-01-01', 0, { way: 'childminders' }), 'guarantee.reasonNeeded'],
    [
      'reserved to employers',
      psu(25),
      own('2027-01-01', 0, { way: 'employers', reason: 'Places réservées à l’hôpital' }),
      null,
    ],
    [
      'less than a fifth in an AVIP nursery, whatever the way',
      psu(52, true),
      own('2027-01-01', 10, { way: 'together', reason: 'Avec une autre' }),
      'guarantee.belowAvip',
    ],
    ['more than there are', psu(25), own('2027-01-01', 26), 'guarantee.tooMany'],
    ['from a past day', psu(25), own('2026-12-31', 2), 'guarantee.past'],
    ['nothing, where nothing is asked for', paje, own('2027-01-01', 0), null],
  ])('%s', (_, one, setting, code) => expect(judgeGuarantee(one, setting, '2027-01-01')?.code ?? null).toBe(code));

  it('holds from its day on, the last one set that day counts, and a year later it is to set again', () => {
    const settings = [own('2027-01-01', 2), own('2027-09-01', 4), own('2027-09-01', 3, { otherChildren: 1 })];
    expect(guaranteeOn(psu(25), settings, '2026-12-31')).toEqual({
      places: 2,
      way: 'own',
      reason: null,
      otherChildren: 0,
      since: null,
      toSetAgain: true,
    });
    expect(guaranteeOn(psu(25), settings, '2027-08-31')).toMatchObject({
      places: 2,
      since: '2027-01-01',
      toSetAgain: false,
    });
    expect(guaranteeOn(psu(25), settings, '2027-09-01')).toMatchObject({
      places: 3,
      otherChildren: 1,
      since: '2027-09-01',
    });
    expect([
      guaranteeOn(psu(25), settings, '2028-08-31').toSetAgain,
      guaranteeOn(psu(25), settings, '2028-09-01').toSetAgain,
    ]).toEqual([false, true]);
    expect(guaranteeOn(paje, [], '2027-01-01')).toMatchObject({ places: 0, toSetAgain: false });
  });
});
