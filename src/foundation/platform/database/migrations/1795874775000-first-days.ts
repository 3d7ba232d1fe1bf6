import { migration } from './migration.js';

// Not edited once released.
const STATEMENTS = [
  'ALTER TABLE "candidacy" ADD COLUMN "proposed_from" varchar(10)',
  'ALTER TABLE "candidacy" ADD COLUMN "decided_from" varchar(10)',
];

export const FirstDays1795874775000 = migration('FirstDays1795874775000', { sqlite: STATEMENTS, postgres: STATEMENTS });
