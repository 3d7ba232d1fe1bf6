import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "DROP INDEX \"IDX_5863dd545519e6b313afa6762a\"",
  "DROP INDEX \"IDX_3ba5a3a42cebe356292087dd79\"",
  "CREATE TABLE \"temporary_provider_change\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"section_id\" varchar(80), \"act\" varchar(80) NOT NULL, \"from\" varchar(10) NOT NULL, \"facts\" text NOT NULL, \"reason\" text, \"promises_touched\" integer NOT NULL DEFAULT (0), \"pending\" boolean NOT NULL, \"recorded_at\" varchar(24) NOT NULL, \"recorded_by\" varchar(80) NOT NULL, \"taken_back_at\" varchar(24), CONSTRAINT \"FK_5863dd545519e6b313afa6762ac\" FOREIGN KEY (\"section_id\") REFERENCES \"section\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT \"FK_3ba5a3a42cebe356292087dd79f\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "INSERT INTO \"temporary_provider_change\"(\"id\", \"provider_id\", \"section_id\", \"act\", \"from\", \"facts\", \"reason\", \"promises_touched\", \"pending\", \"recorded_at\", \"recorded_by\") SELECT \"id\", \"provider_id\", \"section_id\", \"act\", \"from\", \"facts\", \"reason\", \"promises_touched\", \"pending\", \"recorded_at\", \"recorded_by\" FROM \"provider_change\"",
  "DROP TABLE \"provider_change\"",
  "ALTER TABLE \"temporary_provider_change\" RENAME TO \"provider_change\"",
  "CREATE INDEX \"IDX_5863dd545519e6b313afa6762a\" ON \"provider_change\" (\"section_id\") ",
  "CREATE INDEX \"IDX_3ba5a3a42cebe356292087dd79\" ON \"provider_change\" (\"provider_id\") ",
];

const POSTGRES = [
  "ALTER TABLE \"provider_change\" ADD \"taken_back_at\" character varying(24)",
];

export const ChangesTakenBack1795874212000 = migration('ChangesTakenBack1795874212000', { sqlite: SQLITE, postgres: POSTGRES });
