import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"other_days\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"slots\" integer NOT NULL, \"from\" varchar(10) NOT NULL, \"asked_by\" varchar(80) NOT NULL, \"asked_at\" varchar(24) NOT NULL, \"told_by\" varchar(80), \"known_by\" varchar(80), \"outcome\" varchar(80), \"closed_by\" varchar(80), \"closed_at\" varchar(24))",
  "CREATE INDEX \"IDX_b0d2e545132432cd92ef0ac78b\" ON \"other_days\" (\"request_id\") ",
  "CREATE INDEX \"IDX_5ff1558aa4fc5289c1905cccd2\" ON \"other_days\" (\"provider_id\") ",
  "CREATE UNIQUE INDEX \"other_days_one_open\" ON \"other_days\" (\"request_id\") WHERE closed_at IS NULL",
];

const POSTGRES = [
  "CREATE TABLE \"other_days\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"slots\" integer NOT NULL, \"from\" character varying(10) NOT NULL, \"asked_by\" character varying(80) NOT NULL, \"asked_at\" character varying(24) NOT NULL, \"told_by\" character varying(80), \"known_by\" character varying(80), \"outcome\" character varying(80), \"closed_by\" character varying(80), \"closed_at\" character varying(24), CONSTRAINT \"PK_46ab91f206107811d6d4216ba84\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_b0d2e545132432cd92ef0ac78b\" ON \"other_days\"  (\"request_id\") ",
  "CREATE INDEX \"IDX_5ff1558aa4fc5289c1905cccd2\" ON \"other_days\"  (\"provider_id\") ",
  "CREATE UNIQUE INDEX \"other_days_one_open\" ON \"other_days\"  (\"request_id\") WHERE closed_at IS NULL",
];

export const OtherDays1795874611000 = migration('OtherDays1795874611000', { sqlite: SQLITE, postgres: POSTGRES });
