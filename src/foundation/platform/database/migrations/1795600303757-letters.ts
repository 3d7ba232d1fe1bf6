import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities (on SQLite the column is added in place); not edited once released.
/** Letters written before there were batches were never printed. */
const DATA = ["UPDATE message SET state = 'to_do' WHERE channel = 'letter' AND state IN ('waiting', 'kept') AND body <> ''"];

const SQLITE = [
  "CREATE TABLE \"letter_batch\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"desk_id\" varchar(80), \"made_at\" varchar(24) NOT NULL, \"made_by\" varchar(80) NOT NULL, \"letters\" integer NOT NULL, \"posted_at\" varchar(24))",
  "CREATE INDEX \"letter_batch_made\" ON \"letter_batch\" (\"desk_id\", \"made_at\") ",
  "ALTER TABLE \"message\" ADD \"batch_id\" varchar(80)",
  "CREATE INDEX \"IDX_52029f635c0976c7eb1d110f79\" ON \"message\" (\"batch_id\") ",
  "CREATE INDEX \"message_to_do\" ON \"message\" (\"desk_id\", \"channel\") WHERE state = 'to_do'",
  ...DATA,
];

const POSTGRES = [
  "CREATE TABLE \"letter_batch\" (\"id\" character varying(36) NOT NULL, \"desk_id\" character varying(80), \"made_at\" character varying(24) NOT NULL, \"made_by\" character varying(80) NOT NULL, \"letters\" integer NOT NULL, \"posted_at\" character varying(24), CONSTRAINT \"PK_55927fb5c7762f86baf75094b59\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"letter_batch_made\" ON \"letter_batch\"  (\"desk_id\", \"made_at\") ",
  "ALTER TABLE \"message\" ADD \"batch_id\" character varying(80)",
  "CREATE INDEX \"IDX_52029f635c0976c7eb1d110f79\" ON \"message\"  (\"batch_id\") ",
  "CREATE INDEX \"message_to_do\" ON \"message\"  (\"desk_id\", \"channel\") WHERE state = 'to_do'",
  ...DATA,
];

export const Letters1795600303757 = migration('Letters1795600303757', { sqlite: SQLITE, postgres: POSTGRES });
