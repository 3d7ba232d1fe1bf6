import { ASKED_FACTS, FACT_QUESTIONS } from '../../../domain/asked-facts.js';
import type { DossierForm, FactAnswer } from '../../../domain/dossier-form.js';
import { WITHHELD } from '../../../domain/withheld.js';
import { pageAsking } from './asked-on-page.js';
import { shownYesNo, type Topic } from './topic.js';

/** One field for each fact, whether or not the grid in force asks for it. */
export class FactsPage extends pageAsking(FACT_QUESTIONS, 'fact') {}

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
