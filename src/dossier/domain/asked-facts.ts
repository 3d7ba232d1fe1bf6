/**
 * Facts asked of a family only because the grid in force gives points for them (domain.md §4). What only an expert may
 * say (`vulnerability`) is not asked; multiple birth, siblings and the need of an adaptation are part of the child's
 * page.
 */
export const ASKED_FACTS = ['relative_handicap', 'priority_trade_in_town', 'minor_parent', 'adoption'] as const;
