import { migration } from './migration.js';

const BACKFILL = `UPDATE "child_request" SET "urgent_from" = COALESCE("wanted_from", substr("submitted_at", 1, 10))
 WHERE "need" LIKE '%"kind":"emergency"%'`;
const INDEX =
  'CREATE INDEX "child_request_urgent" ON "child_request" ("desk_id", "next_act_due", "id") WHERE urgent_from IS NOT NULL AND next_act_due IS NOT NULL AND joined_into_id IS NULL';

export const UrgentFirst1795874758000 = migration('UrgentFirst1795874758000', {
  sqlite: ['ALTER TABLE "child_request" ADD "urgent_from" varchar(10)', BACKFILL, INDEX],
  postgres: ['ALTER TABLE "child_request" ADD "urgent_from" character varying(10)', BACKFILL, INDEX],
});
