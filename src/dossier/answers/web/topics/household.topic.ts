import { Amount, Choice, Text, WholeNumber, YesNo } from '../../../../platform/web/index.js';
import { isLoneWithAnother } from '../../../domain/contradictions.js';
import { CUSTODIES, REGIMES, type Custody, type Regime } from '../../../domain/dossier-form.js';
import { DraftPageForm } from './draft-page.form.js';
import { Errors, numberOf, orNull, shownYesNo, yesNoOf, type Topic } from './topic.js';

export class HouseholdPage extends DraftPageForm {
  @YesNo('dossier.errors.loneParent') loneParent?: string;
  @WholeNumber('dossier.errors.dependentChildren') dependentChildren?: string;
  @Choice(CUSTODIES, 'dossier.errors.custody') custody?: Custody;
  @Text('dossier.errors.custodyWeeksLong', 500) custodyWeeks?: string;
  @Choice(REGIMES, 'dossier.errors.regime') regime?: Regime;
  @Amount('dossier.errors.familyQuotient') familyQuotient?: string;
}

export const HOUSEHOLD: Topic<HouseholdPage> = {
  path: 'foyer',
  view: 'dossier/answers/household',
  page: HouseholdPage,
  count: () => 1,
  values: ({ household }) => ({ ...household, loneParent: shownYesNo(household.loneParent) }),
  check: (page, { strict }, _index, { adults }) =>
    new Errors()
      .when(strict && !page.loneParent, 'loneParent', 'dossier.errors.loneParent')
      .when(
        (numberOf(page.dependentChildren) ?? 0) > 20 || (strict && !page.dependentChildren),
        'dependentChildren',
        'dossier.errors.dependentChildren',
      )
      .when(numberOf(page.dependentChildren) === 0, 'dependentChildren', 'dossier.errors.noDependant')
      .when(isLoneWithAnother(yesNoOf(page.loneParent), adults), 'loneParent', 'dossier.errors.loneWithAnother')
      .when(strict && !page.custody, 'custody', 'dossier.errors.custody').list,
  apply: (form, _index, page) => ({
    ...form,
    household: {
      loneParent: yesNoOf(page.loneParent),
      dependentChildren: numberOf(page.dependentChildren),
      regime: page.regime ?? null,
      familyQuotient: numberOf(page.familyQuotient),
      custody: page.custody ?? null,
      custodyWeeks: page.custody === 'alternating' ? orNull(page.custodyWeeks) : null,
    },
  }),
};
