import { yesNo, yesNoNames, type Questions } from './questions.js';

/** A fact says something of a family's life, for points alone: no director reads it, no list has it, an erasure empties it. */
const fact = (decision: string) =>
  yesNo({ points: true, director: false, forgotten: 'emptied', list: null, decision } as const);

/**
 * Facts that a family is asked only because the grid in force gives points for them (domain.md §4). `vulnerability` is
 * not asked, because only an expert may state it. Multiple birth, siblings and the need of an adaptation are asked on
 * the page of the child.
 */
export const FACT_QUESTIONS = {
  relative_handicap: fact('0174'),
  priority_trade_in_town: fact('0174'),
  minor_parent: fact('0174'),
  adoption: fact('0174'),
} as const satisfies Questions;

/** Their codes, which are those of the criteria. */
export const ASKED_FACTS = yesNoNames(FACT_QUESTIONS);
