import { migration } from './migration.js';

// When a desk last spoke with a family: a call that it answered, or answers that it gave by telephone or at the counter.
const ADDED = [
  'ALTER TABLE "dossier" ADD "heard_at" varchar(24)',
  `UPDATE "dossier" SET "heard_at" = (SELECT MAX(e."at") FROM "enquiry" e
    WHERE e."dossier_id" = "dossier"."id" AND e."subject" = 'call_answered')`,
  `UPDATE "dossier" SET "heard_at" = (SELECT MAX(f."recorded_at") FROM "fact_record" f
    WHERE f."known_by" IN ('phone', 'counter') AND (f."subject_id" = "dossier"."id"
      OR f."subject_id" IN (SELECT r."id" FROM "child_request" r WHERE r."dossier_id" = "dossier"."id")))
    WHERE "heard_at" IS NULL`,
];

export const HeardFamilies1795874600001 = migration('HeardFamilies1795874600001', {
  sqlite: ADDED,
  postgres: ADDED,
});
