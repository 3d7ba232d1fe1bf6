import { describe, expect, it } from '../../../../test/support/runner.js';
import { ASKED_FACTS } from './asked-facts.js';
import { EMPTY_CHILD, EMPTY_FORM, type ChildForm, type DossierForm } from './dossier-form.js';
import { ASKABLE, hasUnsaidWaits, lackedBeside } from './open-questions.js';

const child = (answers: Partial<ChildForm> = {}): ChildForm => ({
  ...EMPTY_CHILD,
  multipleBirth: false,
  siblingReceived: false,
  adaptationNeed: false,
  need: { ...EMPTY_CHILD.need, currentCare: 'none' },
  ...answers,
});
const whole: DossierForm = {
  ...EMPTY_FORM,
  household: { ...EMPTY_FORM.household, familyQuotient: 800 },
  children: [child()],
  criterionFacts: Object.fromEntries(ASKED_FACTS.map((fact) => [fact, false])),
  consents: { shareWithProviders: true, reminders: false },
};

describe('what may be asked for beside the gaps of a request', () => {
  it.each<[string, Partial<DossierForm>, string[]]>([
    ['nothing', {}, []],
    ['an amount', { household: { ...whole.household, familyQuotient: null } }, ['points.familyQuotient']],
    [
      'nothing that the family does not wish to say',
      { household: { ...whole.household, familyQuotient: null, withheld: ['familyQuotient'] } },
      [],
    ],
    ['a question about the child', { children: [child({ multipleBirth: null })] }, ['points.multipleBirth']],
    ['where a sibling goes', { children: [child({ siblingReceived: true })] }, ['points.siblingReceived']],
    ['a fact of the grid', { criterionFacts: { ...whole.criterionFacts, adoption: undefined! } }, ['points.adoption']],
    ['an agreement', { consents: { shareWithProviders: null, reminders: true } }, ['agreements']],
  ])('%s', (_, answers, lacked) => expect(lackedBeside({ ...whole, ...answers })).toEqual(lacked));

  it('all of it can be asked for', () => {
    const lacked = lackedBeside({ ...EMPTY_FORM, children: [EMPTY_CHILD] });
    expect(lacked).toHaveLength(10);
    for (const code of lacked) expect(ASKABLE).toContain(code);
  });
});

describe('until when a family can wait is asked of', () => {
  const need = { ...EMPTY_CHILD.need, kind: 'regular' as const };
  it.each<[string, string, Partial<typeof EMPTY_CHILD.need>, boolean]>([
    ['who came with a list, and of whom nothing is noted', 'import', {}, true],
    ['not who was asked by the form', 'parent', {}, false],
    ['nor at the counter', 'counter', {}, false],
    ['not who can wait', 'import', { latestFrom: '2027-05-01' }, false],
    ['not who could come sooner', 'import', { earliestFrom: '2027-01-01' }, false],
    ['not who said what comes first', 'import', { waitsFirst: 'date' }, false],
    ['not who has an emergency', 'import', { kind: 'emergency' }, false],
  ])('%s', (_, origin, more, expected) => expect(hasUnsaidWaits(origin, { ...need, ...more })).toBe(expected));

  it('and nothing waits for the answer', () =>
    expect(lackedBeside({ ...EMPTY_FORM, children: [EMPTY_CHILD] })).not.toContain('waits'));
});
