import { describe, expect, it } from '../../../../test/support/runner.js';
import { ASKED_FACTS } from './asked-facts.js';
import { EMPTY_CHILD, EMPTY_FORM, type ChildForm, type DossierForm } from './dossier-form.js';
import { ASKABLE, lackedBeside } from './open-questions.js';

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
