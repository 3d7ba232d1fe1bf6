import { YesNo } from '../../../../platform/web/index.js';
import { ASKED_FACTS } from '../../../domain/asked-facts.js';
import { DraftPageForm } from './draft-page.form.js';
import { shownYesNo, type Topic } from './topic.js';

/** One field per code of ASKED_FACTS. */
export class FactsPage extends DraftPageForm {
  @YesNo('dossier.errors.relativeHandicap') relative_handicap?: string;
  @YesNo('dossier.errors.priorityTrade') priority_trade_in_town?: string;
  @YesNo('dossier.errors.minorParent') minor_parent?: string;
  @YesNo('dossier.errors.adoption') adoption?: string;
}

/** What the page says, over what it does not ask. An answer that was taken back is no answer. */
const declared = (page: FactsPage, held: Record<string, boolean>): Record<string, boolean> => ({
  ...Object.fromEntries(Object.entries(held).filter(([code]) => !ASKED_FACTS.some((asked) => asked === code))),
  ...Object.fromEntries(
    ASKED_FACTS.flatMap((code) => (page[code] === undefined ? [] : [[code, page[code] === 'yes']])),
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
    Object.fromEntries(Object.entries(criterionFacts).map(([code, value]) => [code, shownYesNo(value)])),
  check: () => [],
  apply: (form, _index, page) => ({ ...form, criterionFacts: declared(page, form.criterionFacts) }),
};
