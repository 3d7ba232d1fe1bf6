import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"reminder\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"text\" text NOT NULL, \"day\" varchar(10) NOT NULL, \"written_by\" varchar(80) NOT NULL, \"written_at\" varchar(24) NOT NULL, \"done_at\" varchar(24), \"done_by\" varchar(80))",
  "CREATE INDEX \"IDX_3ca4bcff0453258027b9f68524\" ON \"reminder\" (\"request_id\") ",
  "CREATE INDEX \"reminder_open\" ON \"reminder\" (\"day\") WHERE done_at IS NULL",
];

const POSTGRES = [
  "CREATE TABLE \"reminder\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"text\" text NOT NULL, \"day\" character varying(10) NOT NULL, \"written_by\" character varying(80) NOT NULL, \"written_at\" character varying(24) NOT NULL, \"done_at\" character varying(24), \"done_by\" character varying(80), CONSTRAINT \"PK_9ec029d17cb8dece186b9221ede\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_3ca4bcff0453258027b9f68524\" ON \"reminder\"  (\"request_id\") ",
  "CREATE INDEX \"reminder_open\" ON \"reminder\"  (\"day\") WHERE done_at IS NULL",
];

export const Reminders1795877002000 = migration('Reminders1795877002000', { sqlite: SQLITE, postgres: POSTGRES });
