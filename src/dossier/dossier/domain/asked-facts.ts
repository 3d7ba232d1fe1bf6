/**
 * Facts that a family is asked only because the grid in force gives points for them (domain.md §4). `vulnerability` is
 * not asked, because only an expert may state it. Multiple birth, siblings and the need of an adaptation are asked on
 * the page of the child.
 */
export const ASKED_FACTS = ['relative_handicap', 'priority_trade_in_town', 'minor_parent', 'adoption'] as const;
