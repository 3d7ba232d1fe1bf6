import { describe, expect, it } from '../../../../../test/support/runner.js';
import { EMPTY_ADULT, EMPTY_CHILD, EMPTY_FORM, EMPTY_NEED, type DossierForm } from '../../domain/dossier-form.js';
import { nextPath, stepPath, stepsOf } from './journey.js';

const CONTEXT = { answered: ['points'], knownProviders: new Set(['ma-1']), today: '2026-11-25' };
const complete: DossierForm = {
  ...EMPTY_FORM,
  adults: [{ ...EMPTY_ADULT, surname: 'Ferreira', phone: '0612345678', communeCode: '71306', situation: 'working' }],
  household: { ...EMPTY_FORM.household, loneParent: true },
  children: [
    {
      ...EMPTY_CHILD,
      firstName: 'Alba',
      surname: 'Ferreira',
      birthDate: '2026-03-11',
      need: {
        ...EMPTY_NEED,
        kind: 'regular',
        wantedFrom: '2027-03-01',
        week: { mon: { start: '08:00', end: '18:00' } },
      },
      wishes: [{ mode: 'establishment', providerId: 'ma-1', communeCode: null }],
    },
  ],
  consents: { shareWithProviders: true, reminders: false },
};
const statuses = (form: DossierForm, context = CONTEXT) =>
  Object.fromEntries(stepsOf(form, context).map((step) => [stepPath(step), step.status]));

describe('The task list', () => {
  it('has everything to do at first', () => {
    expect(statuses(EMPTY_FORM, { ...CONTEXT, answered: [] })).toEqual({
      'responsable/1': 'todo',
      foyer: 'todo',
      'enfant/1': 'todo',
      'besoin/1': 'todo',
      'voeux/1': 'todo',
      points: 'todo',
      accords: 'todo',
    });
  });

  it('has everything done at last', () => {
    expect(new Set(Object.values(statuses(complete)))).toEqual(new Set(['done']));
    expect(nextPath(stepsOf(complete, CONTEXT), 'foyer')).toBe('verifier');
  });

  it('says which page lacks an answer, for each child and adult', () => {
    const second = {
      ...complete.children[0]!,
      firstName: null,
      wishes: [{ mode: 'establishment' as const, providerId: 'gone', communeCode: null }],
    };
    const form = {
      ...complete,
      adults: [...complete.adults, { ...EMPTY_ADULT, surname: 'Costa' }],
      children: [...complete.children, second],
    };
    expect(statuses(form)).toMatchObject({
      'responsable/1': 'done',
      'responsable/2': 'started',
      'enfant/1': 'done',
      'enfant/2': 'started',
      'voeux/2': 'started',
    });
  });

  it('has a page for the other parent of one who is not alone, until it is described', () => {
    const form = { ...complete, household: { ...complete.household, loneParent: false } };
    expect(statuses(form)).toMatchObject({ 'responsable/1': 'done', 'responsable/2': 'started' });
    const described = { ...form, adults: [...form.adults, { ...EMPTY_ADULT, situation: 'working' as const }] };
    expect(statuses(described)).toMatchObject({ 'responsable/2': 'done' });
  });

  it('goes on to the next page not done, then back to those left behind', () => {
    const form = { ...complete, household: EMPTY_FORM.household, consents: EMPTY_FORM.consents };
    const steps = stepsOf(form, CONTEXT);
    expect(nextPath(steps, 'responsable/1')).toBe('foyer');
    expect(nextPath(steps, 'voeux/1')).toBe('accords');
    expect(nextPath(steps, 'accords')).toBe('foyer');
  });
});
