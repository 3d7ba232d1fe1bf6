import { describe, expect, it } from '../../../../../test/support/runner.js';
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
const ELSEWHERE: DossierForm = { ...LONE, adults: [HOME, { ...EMPTY_ADULT, addressLine: '8 rue Neuve' }] };
const WANTED: DossierForm = { ...FORM, children: [{ ...child, need: { ...EMPTY_NEED, wantedFrom: '2027-01-04' } }] };

const errorsOf = (path: string, index: number, typed: object, form: DossierForm): string[] => {
  const read = readPage(topicAt(path) as Topic<DraftPageForm>, { version: '1', ...typed }, DESK, index, form);
  if (read.ok) return [];
  return read.errors.map(({ field, message, args }) => {
    const known = message.startsWith('dossier.') && args && !('field' in args) && !('commune' in args);
    return `${field}: ${message.replace('dossier.errors.', '')}${known ? ` ${JSON.stringify(args)}` : ''}`;
  });
};

/** What a page asks about even where every answer may be left out, as at the counter. */
describe('a page of questions', () => {
  it.each<[string, number, object, DossierForm, string[]]>([
    ['responsable', 0, { communeCode: '71306', postalCode: '71450' }, FORM, ['postalCode: postalCodeOfTown']],
    ['responsable', 0, { communeCode: '71306', postalCode: '71300' }, FORM, []],
    ['responsable', 1, { firstName: 'Minh' }, LONE, ['addressLine: secondAtHome']],
    ['responsable', 1, { firstName: 'Minh', addressLine: '8 rue Neuve' }, LONE, []],
    ['responsable', 0, { addressLine: '8 rue Neuve' }, LONE, []],
    ['responsable', 0, { addressLine: '8, r. Neuve' }, ELSEWHERE, ['addressLine: firstAtHome']],
    ['foyer', 0, { loneParent: 'yes' }, FORM, ['loneParent: loneWithAnother']],
    ['foyer', 0, { loneParent: 'yes' }, { ...FORM, adults: [HOME] }, []],
    ['foyer', 0, { dependentChildren: '0' }, FORM, ['dependentChildren: noDependant']],
    ['enfant', 0, { born: 'expected', dueDay: '2/4/27' }, WANTED, ['due: bornAfterWanted']],
    ['enfant', 0, { born: 'born', birthDay: '11', birthMonth: 'mars', birthYear: '26' }, WANTED, []],
    ['besoin', 0, { wantedFromDay: '1/3/26' }, FORM, ['wantedFrom: beforeBirth']],
    ['besoin', 0, { wantedFromDay: '31 juin 27' }, FORM, ['wantedFrom: web.errors.noSuchDay']],
    ['responsable', 0, { weeklyHours: '35,5' }, FORM, ['weeklyHours: weeklyHours']],
    ['responsable', 0, { weeklyHours: '81' }, FORM, ['weeklyHours: weeklyHours']],
    ['responsable', 0, { returnsOnDay: 'bientôt' }, FORM, ['returnsOn: returnsOn']],
    ['responsable', 0, { returnsOnDay: '31/2/27' }, FORM, ['returnsOn: web.errors.noSuchDay']],
    ['responsable', 0, { returnsOnDay: '1/3/2020' }, FORM, ['returnsOn: returnsOnEarly {"from":"2022-11-24"}']],
    ['responsable', 0, { returnsOnDay: '1/3/2035' }, FORM, ['returnsOn: returnsOnLate {"to":"2030-11-24"}']],
    ['responsable', 0, { returnsOnDay: '24/11/2022' }, FORM, []],
    ['enfant', 0, { born: 'born', birthDay: 'hier' }, FORM, ['birth: birth']],
    ['enfant', 0, { born: 'born', birthDay: '32/13/2026' }, FORM, ['birth: web.errors.noSuchDay']],
    ['enfant', 0, { born: 'born', birthDay: '1/1/2010' }, FORM, ['birth: birthEarly {"from":"2020-11-24"}']],
    ['enfant', 0, { born: 'born', birthDay: '1/1/2035' }, FORM, ['birth: birthLate {"to":"2026-11-24"}']],
    ['enfant', 0, { born: 'born', birthDay: '24/11/2026' }, FORM, []],
    ['enfant', 0, { born: 'expected', dueDay: 'au printemps' }, FORM, ['due: due']],
    ['enfant', 0, { born: 'expected', dueDay: '1/1/2010' }, FORM, ['due: dueEarly {"from":"2020-11-24"}']],
    ['enfant', 0, { born: 'expected', dueDay: '1/1/2035' }, FORM, ['due: dueLate {"to":"2027-09-24"}']],
    ['besoin', 0, { commonStart: '8:30', commonEnd: '17h' }, FORM, ['week: hoursWithoutDay']],
    ['besoin', 0, { commonStart: '25h', commonEnd: '26h', days: 'mon' }, FORM, ['commonStart: time']],
    ['besoin', 0, { tueStart: '25h', tueEnd: 'dix-huit heures' }, FORM, ['tueStart: timeOf {"weekday":"tue"}']],
    [
      'besoin',
      0,
      { monStart: '9h', monEnd: '26h', tueStart: '9h', tueEnd: '8h' },
      FORM,
      ['monEnd: timeOf {"weekday":"mon"}', 'tueEnd: overlongOf {"weekday":"tue"}'],
    ],
    ['besoin', 0, { commonStart: '8:30', commonEnd: '17h', days: 'mon' }, FORM, []],
    ['besoin', 0, { monStart: '8:30', monEnd: '17h' }, FORM, []],
  ])('%s %i with %j', (path, index, typed, form, errors) => expect(errorsOf(path, index, typed, form)).toEqual(errors));
});
