import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"shorter_week\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"session_id\" varchar(80) NOT NULL, \"days\" text NOT NULL, \"proposed_by\" varchar(80) NOT NULL, \"proposed_at\" varchar(24) NOT NULL, \"answer\" varchar(80), \"answered_by\" varchar(80), \"answered_at\" varchar(24), \"ended_at\" varchar(24))",
  "CREATE INDEX \"IDX_f16b9e2e5a8008d5a1bb9855ed\" ON \"shorter_week\" (\"request_id\") ",
  "CREATE INDEX \"IDX_be5cf053710d4b66eeaaa5f8b8\" ON \"shorter_week\" (\"provider_id\") ",
  "CREATE INDEX \"IDX_25866a4b1caa8b896e16c39cbd\" ON \"shorter_week\" (\"session_id\") ",
  "CREATE UNIQUE INDEX \"shorter_week_one_open\" ON \"shorter_week\" (\"request_id\", \"provider_id\") WHERE answered_at IS NULL AND ended_at IS NULL",
];

const POSTGRES = [
  "CREATE TABLE \"shorter_week\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"session_id\" character varying(80) NOT NULL, \"days\" text NOT NULL, \"proposed_by\" character varying(80) NOT NULL, \"proposed_at\" character varying(24) NOT NULL, \"answer\" character varying(80), \"answered_by\" character varying(80), \"answered_at\" character varying(24), \"ended_at\" character varying(24), CONSTRAINT \"PK_742651f2696b82359157348f2fe\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_f16b9e2e5a8008d5a1bb9855ed\" ON \"shorter_week\"  (\"request_id\") ",
  "CREATE INDEX \"IDX_be5cf053710d4b66eeaaa5f8b8\" ON \"shorter_week\"  (\"provider_id\") ",
  "CREATE INDEX \"IDX_25866a4b1caa8b896e16c39cbd\" ON \"shorter_week\"  (\"session_id\") ",
  "CREATE UNIQUE INDEX \"shorter_week_one_open\" ON \"shorter_week\"  (\"request_id\", \"provider_id\") WHERE answered_at IS NULL AND ended_at IS NULL",
];

export const ShorterWeeks1795874610000 = migration('ShorterWeeks1795874610000', { sqlite: SQLITE, postgres: POSTGRES });
