import { migration } from './migration.js';

// Written by hand. Sessions keep the seats that they left. All that is kept of figures is written anew from the history at the next start, with the new tables.
const STATEMENTS = [
  "DELETE FROM \"family_course\"",
  "DELETE FROM \"day_figure\"",
  "DELETE FROM \"month_figure\"",
  "DELETE FROM \"figures_basis\"",
  "ALTER TABLE \"commission_session\" ADD \"seats\" text",
];

export const SuspendedTime1795874450000 = migration('SuspendedTime1795874450000', { sqlite: STATEMENTS, postgres: STATEMENTS });
