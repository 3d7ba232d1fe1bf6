import { migration } from './migration.js';

// Written by hand. All that is kept of figures is written anew from the history at the next start, with the new tables; what was known then is computed anew when somebody asks.
const STATEMENTS = [
  "DELETE FROM \"family_course\"",
  "DELETE FROM \"day_figure\"",
  "DELETE FROM \"month_figure\"",
  "DELETE FROM \"figures_basis\"",
  "DELETE FROM \"known_figures\"",
];

export const FirstAnswers1795874621000 = migration('FirstAnswers1795874621000', { sqlite: STATEMENTS, postgres: STATEMENTS });
