import { migration } from './migration.js';

// Not edited once released.
const COLUMNS = (text: string): string =>
  `("number" integer ${text === 'sqlite' ? 'PRIMARY KEY NOT NULL' : 'NOT NULL'}, "day" TEXT(10) NOT NULL, "sealed_at" TEXT(24) NOT NULL, "lasting_count" integer NOT NULL, "lasting_digest" TEXT(80) NOT NULL, "passing_count" integer NOT NULL, "passing_digest" TEXT(80) NOT NULL, "previous" TEXT(80) NOT NULL, "digest" TEXT(80) NOT NULL`.replaceAll(
    'TEXT(',
    text === 'sqlite' ? 'varchar(' : 'character varying(',
  );
const ADDED = [
  'ALTER TABLE "audit_event" ADD "segment" integer',
  'CREATE INDEX "audit_event_segment" ON "audit_event" ("segment", "at") ',
];

/** What of a line never changes. `segment` is given once. */
const FIXED = ['id', 'at', 'actor', 'action', 'subject_kind', 'subject_id'];
const SAID = 'The journal is written once';
/** Readings and failed tries may go once the journal is 360 days older than they are. The application waits for 12 months. */
const PASSING = `(OLD."action" LIKE '%.read' OR OLD."action" LIKE '%-failed')`;

const SQLITE = [
  ...ADDED,
  `CREATE TABLE "audit_segment" ${COLUMNS('sqlite')})`,
  'CREATE TABLE "audit_anchor" ("segment" integer PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL)',
  `CREATE TRIGGER "audit_event_unsealed" BEFORE INSERT ON "audit_event" WHEN NEW."segment" IS NOT NULL BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
  `CREATE TRIGGER "audit_event_fixed" BEFORE UPDATE ON "audit_event" WHEN OLD."segment" IS NOT NULL OR ${FIXED.map((name) => `NEW."${name}" <> OLD."${name}"`).join(' OR ')} OR NEW."facts" IS NOT OLD."facts" BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
  `CREATE TRIGGER "audit_event_kept" BEFORE DELETE ON "audit_event" WHEN NOT ${PASSING} OR OLD."at" >= (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', MAX("at"), '-360 days') FROM "audit_event") BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
  ...['audit_segment', 'audit_anchor'].flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (change) =>
        `CREATE TRIGGER "${table}_${change === 'UPDATE' ? 'fixed' : 'kept'}" BEFORE ${change} ON "${table}" BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
    ),
  ),
];

const POSTGRES = [
  ...ADDED,
  `CREATE TABLE "audit_segment" ${COLUMNS('postgres')}, CONSTRAINT "PK_591641476bfcce86dce6dd7a7c2" PRIMARY KEY ("number"))`,
  'CREATE TABLE "audit_anchor" ("segment" integer NOT NULL, "at" character varying(24) NOT NULL, CONSTRAINT "PK_e20e64b2735b405128726c93160" PRIMARY KEY ("segment"))',
  `CREATE FUNCTION "audit_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${SAID}'; END $$`,
  `CREATE FUNCTION "audit_keep"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     IF ${PASSING} AND OLD."at" < (SELECT to_char((MAX("at")::timestamptz - interval '360 days') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM "audit_event") THEN RETURN OLD; END IF;
     RAISE EXCEPTION '${SAID}'; END $$`,
  `CREATE TRIGGER "audit_event_unsealed" BEFORE INSERT ON "audit_event" FOR EACH ROW WHEN (NEW."segment" IS NOT NULL) EXECUTE FUNCTION "audit_refuse"()`,
  `CREATE TRIGGER "audit_event_fixed" BEFORE UPDATE ON "audit_event" FOR EACH ROW WHEN (OLD."segment" IS NOT NULL OR (${FIXED.map((name) => `NEW."${name}"`).join(', ')}, NEW."facts") IS DISTINCT FROM (${FIXED.map((name) => `OLD."${name}"`).join(', ')}, OLD."facts")) EXECUTE FUNCTION "audit_refuse"()`,
  `CREATE TRIGGER "audit_event_kept" BEFORE DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "audit_keep"()`,
  ...['audit_segment', 'audit_anchor'].map(
    (table) =>
      `CREATE TRIGGER "${table}_kept" BEFORE UPDATE OR DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION "audit_refuse"()`,
  ),
  ...['audit_event', 'audit_segment', 'audit_anchor'].map(
    (table) =>
      `CREATE TRIGGER "${table}_whole" BEFORE TRUNCATE ON "${table}" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"()`,
  ),
];

export const AuditChain1795874290000 = migration('AuditChain1795874290000', { sqlite: SQLITE, postgres: POSTGRES });
