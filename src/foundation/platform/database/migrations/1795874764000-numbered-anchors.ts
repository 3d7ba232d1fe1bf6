import { migration } from './migration.js';

// Not edited once released.
const SAID = 'The journal is written once';
const VARCHAR = { sqlite: 'varchar', postgres: 'character varying' };
const TEXTS = [
  ['kind', 80],
  ['at', 24],
  ['digest', 80],
  ['previous', 80],
  ['key', 80],
  ['hash', 80],
] as const;

const columns = (type: keyof typeof VARCHAR): string =>
  ['"segment" integer NOT NULL', ...TEXTS.map(([name, length]) => `"${name}" ${VARCHAR[type]}(${length}) NOT NULL`)].join(
    ', ',
  );
/** Anchors from before have 0 and less: nothing is known of their lines. */
const KEEP = `INSERT INTO "audit_anchor" ("sequence", "segment", "kind", "at", "digest", "previous", "key", "hash")
 SELECT 1 - ROW_NUMBER() OVER (ORDER BY "segment" DESC), "segment", 'anchor', "at", '', '', '', '' FROM "audit_anchor_before"`;

/** How a line says its moment, so that the newest one can be compared with. */
const GLOB = '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z';
const PASSING = `(OLD."action" LIKE '%.read' OR OLD."action" LIKE '%-failed')`;

const SQLITE = [
  'ALTER TABLE "audit_anchor" RENAME TO "audit_anchor_before"',
  `CREATE TABLE "audit_anchor" ("sequence" integer PRIMARY KEY NOT NULL, ${columns('sqlite')})`,
  KEEP,
  'DROP TABLE "audit_anchor_before"',
  ...['UPDATE', 'DELETE'].map(
    (change) =>
      `CREATE TRIGGER "audit_anchor_${change === 'UPDATE' ? 'fixed' : 'kept'}" BEFORE ${change} ON "audit_anchor" BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
  ),
  'DROP TRIGGER "audit_event_unsealed"',
  `CREATE TRIGGER "audit_event_unsealed" BEFORE INSERT ON "audit_event" WHEN NEW."segment" IS NOT NULL OR NEW."at" NOT GLOB '${GLOB}' OR strftime('%s', NEW."at") IS NULL BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
  'DROP TRIGGER "audit_event_kept"',
  // A limit that cannot be computed keeps: a comparison with NULL let every reading go.
  `CREATE TRIGGER "audit_event_kept" BEFORE DELETE ON "audit_event" WHEN NOT ${PASSING} OR OLD."segment" IS NULL OR COALESCE(OLD."at" >= (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', MAX("at"), '-360 days') FROM "audit_event"), 1) BEGIN SELECT RAISE(ABORT, '${SAID}'); END`,
];

const POSTGRES = [
  'ALTER TABLE "audit_anchor" RENAME TO "audit_anchor_before"',
  `CREATE TABLE "audit_anchor" ("sequence" integer NOT NULL, ${columns('postgres')}, CONSTRAINT "PK_49a9a7692adf554ebc8766a779d" PRIMARY KEY ("sequence"))`,
  KEEP,
  'DROP TABLE "audit_anchor_before"',
  `CREATE TRIGGER "audit_anchor_kept" BEFORE UPDATE OR DELETE ON "audit_anchor" FOR EACH ROW EXECUTE FUNCTION "audit_refuse"()`,
  `CREATE TRIGGER "audit_anchor_whole" BEFORE TRUNCATE ON "audit_anchor" FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"()`,
  `CREATE OR REPLACE FUNCTION "audit_keep"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     IF ${PASSING} AND OLD."segment" IS NOT NULL AND OLD."at" < (SELECT to_char((MAX("at")::timestamptz - interval '360 days') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM "audit_event") THEN RETURN OLD; END IF;
     RAISE EXCEPTION '${SAID}'; END $$`,
  'DROP TRIGGER "audit_event_unsealed" ON "audit_event"',
  String.raw`CREATE TRIGGER "audit_event_unsealed" BEFORE INSERT ON "audit_event" FOR EACH ROW WHEN (NEW."segment" IS NOT NULL OR NEW."at" !~ '^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$') EXECUTE FUNCTION "audit_refuse"()`,
];

export const NumberedAnchors1795874764000 = migration('NumberedAnchors1795874764000', {
  sqlite: SQLITE,
  postgres: POSTGRES,
});
