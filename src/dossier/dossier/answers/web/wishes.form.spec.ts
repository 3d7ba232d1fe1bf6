import { describe, expect, it } from '../../../../../test/support/runner.js';
import type { WishForm } from '../../domain/dossier-form.js';
import { afterAction, wishErrors, type WishesPage } from './wishes.form.js';

const nursery = (providerId: string): WishForm => ({ mode: 'establishment', providerId, communeCode: null });
const press =
  (action: string, more: Partial<WishesPage> = {}) =>
  (wishes: WishForm[]) =>
    afterAction(wishes, { version: '1', action, ...more });
const ids = (wishes: WishForm[]) => wishes.map((wish) => wish.providerId ?? `${wish.mode}@${wish.communeCode ?? '*'}`);
const THREE = [nursery('a'), nursery('b'), nursery('c')];

const DESK = {
  strict: true,
  today: '2026-11-24',
  communes: [{ code: '71040', name: 'Blanzy', postalCodes: [] }],
  establishments: [],
};
const errorsOf = (wishes: WishForm[], more: Partial<WishesPage>): string[] =>
  wishErrors(wishes, { version: '1', action: 'continue', ...more }, DESK).map(({ field }) => field);

describe('Going on from the wishes', () => {
  it.each<[WishForm[], Partial<WishesPage>, string[]]>([
    [[], {}, ['wishes']],
    [[], { areaMode: 'mam' }, []],
    [THREE, {}, []],
    // A town alone says no mode of care: it is asked about.
    [THREE, { areaCommune: '71040' }, ['areaMode']],
    [THREE, { areaMode: 'mam', areaCommune: '99999' }, ['areaCommune']],
  ])('with %j and %j chosen: %j', (wishes, more, errors) => expect(errorsOf(wishes, more)).toEqual(errors));
});

describe('The buttons of the wishes', () => {
  it.each([
    ['up:2', {}, ['b', 'a', 'c']],
    ['down:2', {}, ['a', 'c', 'b']],
    ['up:1', {}, ['a', 'b', 'c']],
    ['down:3', {}, ['a', 'b', 'c']],
    ['remove:1', {}, ['b', 'c']],
    ['remove:9', {}, ['a', 'b', 'c']],
    ['add:d', {}, ['a', 'b', 'c', 'd']],
    ['add:a', {}, ['a', 'b', 'c']],
    ['area', { areaMode: 'childminder' }, ['a', 'b', 'c', 'childminder@*']],
    ['area', { areaMode: 'mam', areaCommune: '71040' }, ['a', 'b', 'c', 'mam@71040']],
    ['continue', {}, ['a', 'b', 'c']],
    ['continue', { areaMode: 'mam', areaCommune: '71040' }, ['a', 'b', 'c', 'mam@71040']],
  ] as const)('%s %j', (action, more, expected) => expect(ids(press(action, more)(THREE))).toEqual(expected));
});
