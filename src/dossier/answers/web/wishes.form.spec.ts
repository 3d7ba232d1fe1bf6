import { describe, expect, it } from '@jest/globals';
import type { WishForm } from '../../domain/dossier-form.js';
import { afterAction, type WishesPage } from './wishes.form.js';

const nursery = (providerId: string): WishForm => ({ mode: 'establishment', providerId, communeCode: null });
const press =
  (action: string, more: Partial<WishesPage> = {}) =>
  (wishes: WishForm[]) =>
    afterAction(wishes, { version: '1', action, ...more });
const ids = (wishes: WishForm[]) => wishes.map((wish) => wish.providerId ?? `${wish.mode}@${wish.communeCode ?? '*'}`);
const THREE = [nursery('a'), nursery('b'), nursery('c')];

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
  ] as const)('%s %j', (action, more, expected) => expect(ids(press(action, more)(THREE))).toEqual(expected));
});
