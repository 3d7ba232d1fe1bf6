import { describe, expect, it } from '../../../../../test/support/runner.js';
import { aChild, aForm } from '../../../../../test/support/forms.js';
import { EMPTY_ADULT, EMPTY_CHILD, EMPTY_FORM, type DossierForm } from '../../domain/dossier-form.js';
import { ASKABLE } from '../../domain/open-questions.js';
import { answersInPlace, readInPlace, shownInPlace } from './answers-in-place.js';
import type { Desk } from './topics/topic.js';

const DESK: Desk = { strict: false, today: '2026-12-02', communes: [], establishments: [] };
const read = (body: Record<string, unknown>, form: DossierForm) =>
  readInPlace(answersInPlace(ASKABLE, form), body, DESK, form);
/** A form of a list: a child, its parents' names and nothing else. */
const LISTED: DossierForm = {
  ...EMPTY_FORM,
  adults: [{ ...EMPTY_ADULT, surname: 'Gauthier' }],
  children: [{ ...EMPTY_CHILD, firstName: 'Nour', need: { ...EMPTY_CHILD.need, daysWanted: ['mon', 'tue'] } }],
};

describe('answers given in place', () => {
  it('are those of an adult for each who lacks one', () => {
    const two = {
      ...LISTED,
      adults: [...LISTED.adults, { ...EMPTY_ADULT, situation: 'working' as const }, EMPTY_ADULT],
    };
    expect(answersInPlace(['adult.situation', 'wishes', 'household.commune'], two)).toMatchObject([
      { code: 'adult.situation', path: 'responsable', index: 0 },
      { code: 'adult.situation', path: 'responsable', index: 2 },
    ]);
  });

  it('show the days that a list ticked', () => {
    expect(shownInPlace(answersInPlace(['need.week'], LISTED), LISTED)).toEqual({ 'besoin1-days': ['mon', 'tue'] });
  });

  it.each([
    ['a name', { 'enfant1-surname': 'Gauthier' }, { children: [{ surname: 'Gauthier' }] }],
    [
      'a birth date, of a child who is born',
      { 'enfant1-birthDay': '11', 'enfant1-birthMonth': '9', 'enfant1-birthYear': '2025' },
      { children: [{ birthDate: '2025-09-11', firstName: 'Nour' }] },
    ],
    ['a telephone', { 'responsable1-phone': '07 99 04 23 64' }, { adults: [{ surname: 'Gauthier' }] }],
    ['that a parent is alone', { 'foyer1-loneParent': 'yes' }, { household: { loneParent: true } }],
    ['that a family does not wish to say', { 'foyer1-loneParent': 'withheld' }, { household: { loneParent: null } }],
    ['a situation', { 'responsable1-situation': 'working' }, { adults: [{ situation: 'working' }] }],
    ['a fact', { 'points1-adoption': 'yes' }, { criterionFacts: { adoption: true } }],
    [
      'hours, beside the days of a list',
      { 'besoin1-days': ['mon', 'tue'], 'besoin1-commonStart': '8h', 'besoin1-commonEnd': '17h30' },
      { children: [{ need: { week: { mon: { start: '08:00', end: '17:30' } }, daysWanted: null } }] },
    ],
  ])('%s', (_, body, expected) => {
    const { errors, change } = read(body, LISTED);
    expect(errors).toEqual([]);
    expect(change(LISTED)).toMatchObject(expected);
  });

  it('leave every other answer as it was', () => {
    const form = aForm({ children: [aChild({ need: { ...aChild().need, latestFrom: '2027-05-14' } })] });
    const { errors, change } = read(
      {
        'points1-adoption': 'no',
        'enfant1-adaptationNeed': 'yes',
        'besoin1-currentCare': 'family',
        'foyer1-familyQuotient': '612,50',
      },
      form,
    );
    expect(errors).toEqual([]);
    expect(change(form)).toEqual({
      ...form,
      criterionFacts: { adoption: false },
      household: { ...form.household, familyQuotient: 612.5 },
      children: [
        {
          ...form.children[0]!,
          siblingReceived: null,
          adaptationNeed: true,
          need: { ...form.children[0]!.need, currentCare: 'family' },
        },
      ],
    });
  });

  it('are refused at their own fields, beside those that can be read', () => {
    const { errors, pages } = read(
      {
        'responsable1-phone': '12',
        'besoin1-commonStart': '8h',
        'besoin1-commonEnd': '17h',
        'foyer1-loneParent': 'yes',
      },
      { ...LISTED, children: [EMPTY_CHILD] },
    );
    expect(errors.map(({ field }) => field)).toEqual(['responsable1-phone', 'besoin1-week']);
    expect(pages).toEqual([expect.objectContaining({ path: 'foyer', index: 0 })]);
  });

  it('are none where nothing was typed', () => {
    const { errors, pages, change } = read({ 'enfant1-surname': '', unknown: 'x' }, LISTED);
    expect([errors, pages, change(LISTED)]).toEqual([[], [], LISTED]);
  });
});
