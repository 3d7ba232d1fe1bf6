import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the table anew: columns are only added. A version that
// has left its draft is never written again, whoever writes, but for the day on which another follows it: what TypeORM cannot say.
const FIXED = ['id', 'code', 'version', 'status', 'content', 'deliberation', 'deliberated_on', 'in_force_from', 'revision', 'changed_at'];
const changed = (operator: string): string => FIXED.map((column) => `NEW."${column}" ${operator} OLD."${column}"`).join(' OR ');
const SAID = 'a criteria grid that has come into force is never changed';

const SQLITE = [
  "CREATE TABLE \"criterion_record\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"criterion\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"points\" integer, \"expert\" varchar(80), \"on\" varchar(10) NOT NULL, \"recorded_by\" varchar(80) NOT NULL, \"recorded_at\" varchar(24) NOT NULL, \"withdrawn_at\" varchar(24), \"withdrawn_by\" varchar(80))",
  "CREATE INDEX \"IDX_565eab16a872972837026f29ba\" ON \"criterion_record\" (\"request_id\") ",
  "ALTER TABLE \"criteria_grid\" ADD \"deliberated_on\" varchar(10)",
  "ALTER TABLE \"criteria_grid\" ADD \"retired_from\" varchar(10)",
  "ALTER TABLE \"criteria_grid\" ADD \"revision\" integer NOT NULL DEFAULT (1)",
  "ALTER TABLE \"criteria_grid\" ADD \"changed_at\" varchar(24)",
  `CREATE TRIGGER "criteria_grid_fixed" BEFORE UPDATE ON "criteria_grid" WHEN OLD."status" <> 'draft' AND (${changed('IS NOT')}) BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
  `CREATE TRIGGER "criteria_grid_kept" BEFORE DELETE ON "criteria_grid" WHEN OLD."status" <> 'draft' BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
];

const POSTGRES = [
  "CREATE TABLE \"criterion_record\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"criterion\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"points\" integer, \"expert\" character varying(80), \"on\" character varying(10) NOT NULL, \"recorded_by\" character varying(80) NOT NULL, \"recorded_at\" character varying(24) NOT NULL, \"withdrawn_at\" character varying(24), \"withdrawn_by\" character varying(80), CONSTRAINT \"PK_e4bc154d010bb9cd531556304bc\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_565eab16a872972837026f29ba\" ON \"criterion_record\"  (\"request_id\") ",
  "ALTER TABLE \"criteria_grid\" ADD \"deliberated_on\" character varying(10)",
  "ALTER TABLE \"criteria_grid\" ADD \"retired_from\" character varying(10)",
  "ALTER TABLE \"criteria_grid\" ADD \"revision\" integer NOT NULL DEFAULT '1'",
  "ALTER TABLE \"criteria_grid\" ADD \"changed_at\" character varying(24)",
  `CREATE FUNCTION "criteria_grid_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${SAID}'; END $$`,
  `CREATE TRIGGER "criteria_grid_fixed" BEFORE UPDATE ON "criteria_grid" FOR EACH ROW WHEN (OLD."status" <> 'draft' AND (${changed('IS DISTINCT FROM')})) EXECUTE FUNCTION "criteria_grid_refuse"()`,
  `CREATE TRIGGER "criteria_grid_kept" BEFORE DELETE ON "criteria_grid" FOR EACH ROW WHEN (OLD."status" <> 'draft') EXECUTE FUNCTION "criteria_grid_refuse"()`,
];

export const CriteriaGrid1795616606953 = migration('CriteriaGrid1795616606953', { sqlite: SQLITE, postgres: POSTGRES });
