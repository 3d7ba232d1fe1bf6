import { describe, expect, it } from '../../../../test/support/runner.js';
import { changesByWriting } from './answer-changes.js';
import { EMPTY_ADULT, EMPTY_CHILD, EMPTY_FORM, EMPTY_NEED, type DossierForm } from './dossier-form.js';
import { changedFacts, childFacts, familyFacts, type Fact } from './known-facts.js';

const TODAY = '2026-11-24';
const FIRST: DossierForm = { ...EMPTY_FORM, adults: [{ ...EMPTY_ADULT, surname: 'Roux', phone: '0612345678' }] };
const family = (form: DossierForm): Fact[] => familyFacts('family', form, TODAY);
const child = (answers: Partial<typeof EMPTY_CHILD>): Fact[] =>
  childFacts('request', { ...EMPTY_CHILD, ...answers }, TODAY);

/** The changes of one writing, after what was held. */
function changesOf(before: readonly Fact[], after: readonly Fact[]): unknown[] {
  const recorded = (facts: readonly Fact[], writing: string | null) =>
    facts.map((fact, nth) => ({ ...fact, id: `${writing} ${nth}`, recordedAt: `${TODAY}T09:00:00.000Z`, writing }));
  const records = [...recorded(before, null), ...recorded(changedFacts(before, after), 'w')];
  return (changesByWriting(records).get('w') ?? []).map((change) => [change.field, change.before, change.after]);
}

describe('what a writing of answers changed', () => {
  const twice: DossierForm = {
    ...FIRST,
    adults: [FIRST.adults[0]!, { ...EMPTY_ADULT, firstName: 'Rui', situation: 'working' }],
  };
  it.each<[string, Fact[], Fact[], unknown[]]>([
    ['nothing', family(FIRST), family(FIRST), []],
    [
      'a telephone',
      family(FIRST),
      family({ ...FIRST, adults: [{ ...FIRST.adults[0]!, phone: null }] }),
      [['adult.1.phone', { phone: '0612345678' }, null]],
    ],
    [
      'nothing, when a town that is known by its code is spelt',
      family({ ...FIRST, adults: [{ ...FIRST.adults[0]!, communeCode: '71040', communeName: null }] }),
      family({ ...FIRST, adults: [{ ...FIRST.adults[0]!, communeCode: '71040', communeName: 'Blanzy' }] }),
      [],
    ],
    [
      'a second adult',
      family(FIRST),
      family(twice),
      [
        ['adult.2.name', null, { firstName: 'Rui', surname: null }],
        ['adult.2.situation', null, { situation: 'working', returnsOn: null }],
      ],
    ],
    [
      'a second adult who left',
      family(twice),
      family(FIRST),
      [
        ['adult.2.name', { firstName: 'Rui', surname: null }, null],
        ['adult.2.situation', { situation: 'working', returnsOn: null }, null],
      ],
    ],
    [
      'a criterion that is declared, and one that is taken back',
      family({ ...FIRST, criterionFacts: { adoption: false } }),
      family({ ...FIRST, criterionFacts: { relative_handicap: true } }),
      [
        ['fact.adoption', false, null],
        ['fact.relative_handicap', null, true],
      ],
    ],
    [
      'an agreement',
      family(FIRST),
      family({ ...FIRST, consents: { shareWithProviders: false, reminders: null } }),
      [['consents.shareWithProviders', null, { shareWithProviders: false }]],
    ],
    [
      'a birth and a kind of care',
      child({}),
      child({ birthDate: '2026-03-11', need: { ...EMPTY_NEED, kind: 'regular' } }),
      [
        ['child.birth', null, { birthDate: '2026-03-11', dueDate: null }],
        ['need.kind', null, { kind: 'regular' }],
      ],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changesOf(before, after)).toEqual(expected);
  });
});
