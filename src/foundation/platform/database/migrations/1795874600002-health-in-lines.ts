import { migration } from './migration.js';

// Lists that were imported before keep in their lines what these said of health. A job leaves it out, once, after the
// start (waiting-lists/health-in-lines.ts).
const PLANNED = [
  `INSERT INTO "job" ("id", "type", "payload", "key", "run_at", "state", "attempts", "created_at")
   SELECT '01a22800-0000-7000-8000-000000000001', 'triage.health-in-lines', '{"after":""}', 'triage.health-in-lines',
     '2026-11-29T00:00:00.000Z', 'waiting', 0, '2026-11-29T00:00:00.000Z'
   WHERE EXISTS (SELECT 1 FROM "import_row" WHERE "raw" <> '')`,
];

export const HealthInLines1795874600002 = migration('HealthInLines1795874600002', {
  sqlite: PLANNED,
  postgres: PLANNED,
});
