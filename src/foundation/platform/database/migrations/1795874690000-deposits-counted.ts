import { migration } from './migration.js';

// Written by hand. Second deposits were missing from what is kept of figures until something else moved, and older ones had the date of the later. It is all written anew from the history at the next start.
const STATEMENTS = [
  "DELETE FROM \"family_course\"",
  "DELETE FROM \"day_figure\"",
  "DELETE FROM \"month_figure\"",
  "DELETE FROM \"year_figure\"",
  "DELETE FROM \"figures_basis\"",
  "DELETE FROM \"known_figures\"",
];

export const DepositsCounted1795874690000 = migration('DepositsCounted1795874690000', { sqlite: STATEMENTS, postgres: STATEMENTS });
