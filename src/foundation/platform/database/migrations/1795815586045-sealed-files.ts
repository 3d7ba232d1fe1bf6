import { migration } from './migration.js';

// As scripts/generate-migration.js writes it. The files of imported lists move into the new table as they are: the key is outside the database,
// and the job that is planned here seals them as soon as the house has started. The list that is being imported keeps its file meanwhile.
const moved = (farEnd: string): string => `INSERT INTO sealed_file (id, owner_kind, owner_id, media_type, size, key_id, sealed, kept_at, kept_until)
  SELECT c.batch_id, 'import', c.batch_id, 'text/csv', length(c.bytes) / 4 * 3 - (length(c.bytes) - length(rtrim(c.bytes, '='))), 'none', c.bytes, b.at,
    CASE b.state WHEN 'running' THEN ${farEnd} ELSE c.kept_until END
  FROM import_content c JOIN import_batch b ON b.id = c.batch_id`;
const sealedAtOnce = (now: string): string => `INSERT INTO job (id, type, payload, key, run_at, state, attempts, created_at)
  SELECT '0195815f-0000-7000-8000-000000000001', 'files.retention', '{}', 'files.retention', ${now}, 'waiting', 0, ${now}
  WHERE EXISTS (SELECT 1 FROM sealed_file)`;
const DROPPED = 'DROP TABLE import_content';
const sqliteNow = (later = ''): string => `strftime('%Y-%m-%dT%H:%M:%fZ', 'now'${later})`;
const postgresNow = (later = ''): string => `to_char((now()${later}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SQLITE = [
  "CREATE TABLE \"sealed_file\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"owner_kind\" varchar(80) NOT NULL, \"owner_id\" varchar(80) NOT NULL, \"media_type\" varchar(80) NOT NULL, \"size\" integer NOT NULL, \"key_id\" varchar(80) NOT NULL, \"sealed\" text NOT NULL, \"kept_at\" varchar(24) NOT NULL, \"kept_until\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_e5fe5fa611575020836ffda51a\" ON \"sealed_file\" (\"key_id\") ",
  "CREATE INDEX \"IDX_7974a9e999894aa6729e3c9f99\" ON \"sealed_file\" (\"kept_until\") ",
  "CREATE UNIQUE INDEX \"sealed_file_owner\" ON \"sealed_file\" (\"owner_id\", \"owner_kind\") ",
  moved(sqliteNow(", '+12 months'")),
  sealedAtOnce(sqliteNow()),
  DROPPED,
];

const POSTGRES = [
  "CREATE TABLE \"sealed_file\" (\"id\" character varying(36) NOT NULL, \"owner_kind\" character varying(80) NOT NULL, \"owner_id\" character varying(80) NOT NULL, \"media_type\" character varying(80) NOT NULL, \"size\" integer NOT NULL, \"key_id\" character varying(80) NOT NULL, \"sealed\" text NOT NULL, \"kept_at\" character varying(24) NOT NULL, \"kept_until\" character varying(24) NOT NULL, CONSTRAINT \"PK_d5b12d454d6284e505a179f53e5\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_e5fe5fa611575020836ffda51a\" ON \"sealed_file\"  (\"key_id\") ",
  "CREATE INDEX \"IDX_7974a9e999894aa6729e3c9f99\" ON \"sealed_file\"  (\"kept_until\") ",
  "CREATE UNIQUE INDEX \"sealed_file_owner\" ON \"sealed_file\"  (\"owner_id\", \"owner_kind\") ",
  moved(postgresNow(" + interval '12 months'")),
  sealedAtOnce(postgresNow()),
  DROPPED,
];

export const SealedFiles1795815586045 = migration('SealedFiles1795815586045', { sqlite: SQLITE, postgres: POSTGRES });
