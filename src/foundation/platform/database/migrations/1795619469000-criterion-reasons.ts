import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the table anew: a column is only added. What was
// recorded of a criterion is history: it may be withdrawn once, and is never written again, whoever writes.
const FIXED = ['id', 'request_id', 'criterion', 'kind', 'points', 'expert', 'reason', 'on', 'recorded_by', 'recorded_at'];
const changed = (operator: string): string => ['OLD."withdrawn_at" IS NOT NULL', ...FIXED.map((column) => `NEW."${column}" ${operator} OLD."${column}"`)].join(' OR ');
const SAID = 'what was recorded of a criterion is never changed';

const SQLITE = [
  'ALTER TABLE "criterion_record" ADD "reason" varchar(80)',
  `CREATE TRIGGER "criterion_record_fixed" BEFORE UPDATE ON "criterion_record" WHEN ${changed('IS NOT')} BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
];

const POSTGRES = [
  'ALTER TABLE "criterion_record" ADD "reason" character varying(80)',
  `CREATE FUNCTION "criterion_record_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${SAID}'; END $$`,
  `CREATE TRIGGER "criterion_record_fixed" BEFORE UPDATE ON "criterion_record" FOR EACH ROW WHEN (${changed('IS DISTINCT FROM')}) EXECUTE FUNCTION "criterion_record_refuse"()`,
];

export const CriterionReasons1795619469000 = migration('CriterionReasons1795619469000', { sqlite: SQLITE, postgres: POSTGRES });
