import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { isReleased, judgeReserved, meeting, ownerKeyOf, type ReservedSeats } from './reserved-places.js';

const MONDAYS = slotsToMask(['mon-am', 'mon-pm']);
const BASE: ReservedSeats = {
  sectionId: 'a:babies',
  ownerKind: 'employer',
  communeCode: null,
  employer: 'Hôpital du Bassin',
  from: '2027-09-01',
  to: '2028-08-31',
  slots: MONDAYS,
  places: 2,
  releaseOn: '2027-06-01',
};

describe('reserved places', () => {
  it.each([
    ['Hôpital du Bassin', 'hopital  du-bassin', true],
    ['S.N.C.F.', 'S N C F', true],
    ['Hôpital du Bassin', 'Hôpital du Creusot', false],
  ])('%s and %s are one employer: %s', (one, other, same) => {
    expect(ownerKeyOf({ ...BASE, employer: one }) === ownerKeyOf({ ...BASE, employer: other })).toBe(same);
  });

  it('names a commune by its code, and AVIP by itself', () => {
    expect(ownerKeyOf({ ownerKind: 'commune', communeCode: '71306', employer: null })).toBe('commune:71306');
    expect(ownerKeyOf({ ownerKind: 'avip', communeCode: null, employer: null })).toBe('avip');
  });

  it.each([
    [{}, null],
    [{ employer: ' . ' }, 'reserved.employerNeeded'],
    [{ ownerKind: 'commune' as const }, 'reserved.communeNeeded'],
    [{ slots: 0 }, 'reserved.noHalfDay'],
    [{ places: 0 }, 'reserved.noPlace'],
    [{ to: '2027-08-31' }, 'reserved.order'],
    [{ releaseOn: '2028-09-01' }, 'reserved.releaseAfterEnd'],
    [{ to: null, releaseOn: '2028-09-01' }, null],
  ])('%o gives %s', (more, code) => {
    expect(judgeReserved({ ...BASE, ...more })?.code ?? null).toBe(code);
  });

  it.each([
    [{}, true],
    [{ employer: 'Une autre' }, false],
    [{ sectionId: 'a:older' }, false],
    [{ slots: slotsToMask(['tue-am']) }, false],
    [{ from: '2028-09-01', to: null }, false],
    [{ from: '2028-08-31', to: null }, true],
  ])('another of %o meets it: %s', (more, meets) => {
    expect(meeting([BASE], { ...BASE, ...more }) !== null).toBe(meets);
  });

  it.each([
    ['2027-05-31', false],
    ['2027-06-01', true],
  ])('on %s it is released: %s', (today, released) => expect(isReleased(BASE, today)).toBe(released));

  it('is never released without a day', () => {
    expect(isReleased({ releaseOn: null }, '2099-01-01')).toBe(false);
  });
});
