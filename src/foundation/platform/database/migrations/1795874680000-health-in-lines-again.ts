import { migration } from './migration.js';

// More words about health are known than when the lines of lists were cleaned (1795874600002), and more of their cells
// are read for them: the same job goes over them once more.
const PLANNED = [
  `INSERT INTO "job" ("id", "type", "payload", "key", "run_at", "state", "attempts", "created_at")
   SELECT '01a22800-0000-7000-8000-000000000002', 'triage.health-in-lines', '{"after":""}', 'triage.health-in-lines:2',
     '2026-11-30T00:00:00.000Z', 'waiting', 0, '2026-11-30T00:00:00.000Z'
   WHERE EXISTS (SELECT 1 FROM "import_row" WHERE "raw" <> '')`,
];

export const HealthInLinesAgain1795874680000 = migration('HealthInLinesAgain1795874680000', {
  sqlite: PLANNED,
  postgres: PLANNED,
});
