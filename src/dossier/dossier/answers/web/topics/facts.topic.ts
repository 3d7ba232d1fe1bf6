import { ASKED_FACTS } from '../../../domain/asked-facts.js';
import type { DossierForm, FactAnswer } from '../../../domain/dossier-form.js';
import { WITHHELD } from '../../../domain/withheld.js';
import { DraftPageForm } from './draft-page.form.js';
import { shownYesNo, YesNoOrWithheld, type Topic } from './topic.js';

/** One field per code of ASKED_FACTS. */
export class FactsPage extends DraftPageForm {
  @YesNoOrWithheld('dossier.errors.relativeHandicap') relative_handicap?: string;
  @YesNoOrWithheld('dossier.errors.priorityTrade') priority_trade_in_town?: string;
  @YesNoOrWithheld('dossier.errors.minorParent') minor_parent?: string;
  @YesNoOrWithheld('dossier.errors.adoption') adoption?: string;
}

const answerOf = (said: string): FactAnswer => (said === WITHHELD ? WITHHELD : said === 'yes');

/** What the page says, over what it does not ask. An answer that was taken back is no answer. */
const declared = (page: FactsPage, held: DossierForm['criterionFacts']): DossierForm['criterionFacts'] => ({
  ...Object.fromEntries(Object.entries(held).filter(([code]) => !ASKED_FACTS.some((asked) => asked === code))),
  ...Object.fromEntries(
    ASKED_FACTS.flatMap((code) => (page[code] === undefined ? [] : [[code, answerOf(page[code])]])),
  ),
});

/**
 * The facts that give points. None is ever required: a fact that is not answered simply gives no point (domain.md §4).
 */
export const FACTS: Topic<FactsPage> = {
  path: 'points',
  view: 'dossier/answers/facts',
  page: FactsPage,
  count: () => 1,
  values: ({ criterionFacts }) =>
    Object.fromEntries(
      Object.entries(criterionFacts).map(([code, value]) => [code, value === WITHHELD ? WITHHELD : shownYesNo(value)]),
    ),
  check: () => [],
  apply: (form, _index, page) => ({ ...form, criterionFacts: declared(page, form.criterionFacts) }),
};
