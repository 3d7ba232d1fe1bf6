import { describe, expect, it } from 'vitest';
import { EMPTY_ADULT, EMPTY_CHILD, EMPTY_FORM, EMPTY_NEED, type DossierForm } from '../../domain/dossier-form.js';
import { readPage } from './read-page.js';
import type { DraftPageForm } from './topics/draft-page.form.js';
import type { Topic } from './topics/topic.js';
import { topicAt } from './topics/topics.js';

const DESK = {
  strict: false,
  today: '2026-11-24',
  communes: [{ code: '71306', name: 'Montceau-les-Mines', postalCodes: ['71300'] }],
  establishments: [],
};
const HOME = { ...EMPTY_ADULT, addressLine: '3 rue des Écoles', postalCode: '71300' };
const child = { ...EMPTY_CHILD, birthDate: '2026-03-11' };
const FORM: DossierForm = { ...EMPTY_FORM, adults: [HOME, EMPTY_ADULT], children: [child] };
const LONE: DossierForm = { ...FORM, household: { ...FORM.household, loneParent: true } };
const WANTED: DossierForm = { ...FORM, children: [{ ...child, need: { ...EMPTY_NEED, wantedFrom: '2027-01-04' } }] };

const errorsOf = (path: string, index: number, typed: object, form: DossierForm): string[] => {
  const read = readPage(topicAt(path) as Topic<DraftPageForm>, { version: '1', ...typed }, DESK, index, form);
  return read.ok ? [] : read.errors.map(({ field, message }) => `${field}: ${message.replace('dossier.errors.', '')}`);
};

/** What a page asks about even where every answer may be left out, as at the counter. */
describe('a page of questions', () => {
  it.each<[string, number, object, DossierForm, string[]]>([
    ['responsable', 0, { communeCode: '71306', postalCode: '71450' }, FORM, ['postalCode: postalCodeOfTown']],
    ['responsable', 0, { communeCode: '71306', postalCode: '71300' }, FORM, []],
    ['responsable', 1, { firstName: 'Minh' }, LONE, ['addressLine: secondAtHome']],
    ['responsable', 1, { firstName: 'Minh', addressLine: '8 rue Neuve' }, LONE, []],
    ['responsable', 0, { addressLine: '8 rue Neuve' }, LONE, []],
    ['foyer', 0, { loneParent: 'yes' }, FORM, ['loneParent: loneWithAnother']],
    ['foyer', 0, { loneParent: 'yes' }, { ...FORM, adults: [HOME] }, []],
    ['foyer', 0, { dependentChildren: '0' }, FORM, ['dependentChildren: noDependant']],
    ['enfant', 0, { born: 'expected', dueDay: '2/4/27' }, WANTED, ['due: bornAfterWanted']],
    ['enfant', 0, { born: 'born', birthDay: '11', birthMonth: 'mars', birthYear: '26' }, WANTED, []],
    ['besoin', 0, { wantedFromDay: '1/3/26' }, FORM, ['wantedFrom: beforeBirth']],
    ['besoin', 0, { wantedFromDay: '31 juin 27' }, FORM, ['wantedFrom: web.errors.noSuchDay']],
    ['besoin', 0, { commonStart: '8:30', commonEnd: '17h' }, FORM, ['week: hoursWithoutDay']],
    ['besoin', 0, { commonStart: '8:30', commonEnd: '17h', days: 'mon' }, FORM, []],
    ['besoin', 0, { monStart: '8:30', monEnd: '17h' }, FORM, []],
  ])('%s %i with %j', (path, index, typed, form, errors) => expect(errorsOf(path, index, typed, form)).toEqual(errors));
});
