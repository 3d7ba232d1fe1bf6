import { migration } from './migration.js';

// Written by hand. What had gone by since a deposit that a list dates was mixed with what began here. It is all written anew from the history at the next start.
const STATEMENTS = [
  "DELETE FROM \"family_course\"",
  "DELETE FROM \"day_figure\"",
  "DELETE FROM \"month_figure\"",
  "DELETE FROM \"year_figure\"",
  "DELETE FROM \"figures_basis\"",
  "DELETE FROM \"known_figures\"",
];

export const ListsApart1795874750000 = migration('ListsApart1795874750000', { sqlite: STATEMENTS, postgres: STATEMENTS });
