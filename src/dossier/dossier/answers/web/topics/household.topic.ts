import { Amount, Choice, Text, Ticked, WholeNumber } from '../../../../../foundation/platform/web/index.js';
import { isLoneWithAnother } from '../../../domain/contradictions.js';
import { CUSTODIES, REGIMES, type Custody, type HouseholdForm, type Regime } from '../../../domain/dossier-form.js';
import { isWithheld, withWithheld } from '../../../domain/withheld.js';
import { DraftPageForm } from './draft-page.form.js';
import {
  Errors,
  numberOf,
  orNull,
  shownOr,
  shownYesNo,
  withheldOn,
  yesNoOf,
  YesNoOrWithheld,
  type Topic,
} from './topic.js';

export class HouseholdPage extends DraftPageForm {
  @YesNoOrWithheld('dossier.errors.loneParent') loneParent?: string;
  @WholeNumber('dossier.errors.dependentChildren') dependentChildren?: string;
  @Choice(CUSTODIES, 'dossier.errors.custody') custody?: Custody;
  @Text('dossier.errors.custodyWeeksLong', 500) custodyWeeks?: string;
  @Choice(REGIMES, 'dossier.errors.regime') regime?: Regime;
  @Amount('dossier.errors.familyQuotient') familyQuotient?: string;
  @Ticked('dossier.errors.familyQuotient') familyQuotientWithheld?: string;
}

export const HOUSEHOLD: Topic<HouseholdPage> = {
  path: 'foyer',
  view: 'dossier/answers/household',
  page: HouseholdPage,
  count: () => 1,
  values: ({ household }) => ({
    ...household,
    loneParent: shownOr(household, 'loneParent', shownYesNo(household.loneParent)),
    familyQuotientWithheld: isWithheld(household, 'familyQuotient') ? 'yes' : '',
  }),
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
      .when(strict && !page.custody, 'custody', 'dossier.errors.custody')
      .when(
        Boolean(page.familyQuotient && page.familyQuotientWithheld),
        'familyQuotient',
        'dossier.errors.saidAndWithheld',
      ).list,
  apply: (form, _index, page) => ({
    ...form,
    household: withWithheld<HouseholdForm>(
      {
        loneParent: yesNoOf(page.loneParent),
        dependentChildren: numberOf(page.dependentChildren),
        regime: page.regime ?? null,
        familyQuotient: numberOf(page.familyQuotient),
        custody: page.custody ?? null,
        custodyWeeks: page.custody === 'alternating' ? orNull(page.custodyWeeks) : null,
      },
      [...withheldOn(page, ['loneParent']), ...(page.familyQuotientWithheld ? ['familyQuotient'] : [])],
    ),
  }),
};
