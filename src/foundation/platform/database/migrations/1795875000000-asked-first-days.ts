import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"asked_first_day\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"section_id\" varchar(80) NOT NULL, \"session_id\" varchar(80) NOT NULL, \"first_day\" varchar(10) NOT NULL, \"until\" varchar(10), \"slots\" integer NOT NULL, \"last_day\" varchar(10) NOT NULL, \"asked_by\" varchar(80) NOT NULL, \"asked_at\" varchar(24) NOT NULL, \"outcome\" varchar(80), \"ended_at\" varchar(24))",
  "CREATE INDEX \"IDX_6b776ee92a8c66ae9e8036826e\" ON \"asked_first_day\" (\"provider_id\") ",
  "CREATE INDEX \"IDX_fe8ec85598ca676fcf6a01932a\" ON \"asked_first_day\" (\"section_id\") ",
  "CREATE INDEX \"IDX_94299559f759bafc150aec102a\" ON \"asked_first_day\" (\"session_id\") ",
  "CREATE UNIQUE INDEX \"asked_first_day_one_open\" ON \"asked_first_day\" (\"section_id\", \"first_day\") WHERE ended_at IS NULL",
  "CREATE TABLE \"asked_family\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"asked_id\" varchar(80) NOT NULL, \"request_id\" varchar(80) NOT NULL, \"turn\" integer NOT NULL, \"day\" varchar(10) NOT NULL, \"slots\" integer NOT NULL, \"answer\" varchar(80), \"answered_by\" varchar(80), \"answered_at\" varchar(24), \"told_by\" varchar(80), \"known_by\" varchar(80), \"result\" varchar(80), CONSTRAINT \"FK_297acf4bd83e7619ce7a69ccb8c\" FOREIGN KEY (\"asked_id\") REFERENCES \"asked_first_day\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_297acf4bd83e7619ce7a69ccb8\" ON \"asked_family\" (\"asked_id\") ",
  "CREATE INDEX \"IDX_bed99686a080f00e1871802f0b\" ON \"asked_family\" (\"request_id\") ",
  "CREATE UNIQUE INDEX \"asked_family_once\" ON \"asked_family\" (\"asked_id\", \"request_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"asked_first_day\" (\"id\" character varying(36) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"section_id\" character varying(80) NOT NULL, \"session_id\" character varying(80) NOT NULL, \"first_day\" character varying(10) NOT NULL, \"until\" character varying(10), \"slots\" integer NOT NULL, \"last_day\" character varying(10) NOT NULL, \"asked_by\" character varying(80) NOT NULL, \"asked_at\" character varying(24) NOT NULL, \"outcome\" character varying(80), \"ended_at\" character varying(24), CONSTRAINT \"PK_541a78c5a7e26bcd635699ba897\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_6b776ee92a8c66ae9e8036826e\" ON \"asked_first_day\"  (\"provider_id\") ",
  "CREATE INDEX \"IDX_fe8ec85598ca676fcf6a01932a\" ON \"asked_first_day\"  (\"section_id\") ",
  "CREATE INDEX \"IDX_94299559f759bafc150aec102a\" ON \"asked_first_day\"  (\"session_id\") ",
  "CREATE UNIQUE INDEX \"asked_first_day_one_open\" ON \"asked_first_day\"  (\"section_id\", \"first_day\") WHERE ended_at IS NULL",
  "CREATE TABLE \"asked_family\" (\"id\" character varying(36) NOT NULL, \"asked_id\" character varying(80) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"turn\" integer NOT NULL, \"day\" character varying(10) NOT NULL, \"slots\" integer NOT NULL, \"answer\" character varying(80), \"answered_by\" character varying(80), \"answered_at\" character varying(24), \"told_by\" character varying(80), \"known_by\" character varying(80), \"result\" character varying(80), CONSTRAINT \"PK_47dbbc6a342a1e87caf0c35a113\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_297acf4bd83e7619ce7a69ccb8\" ON \"asked_family\"  (\"asked_id\") ",
  "CREATE INDEX \"IDX_bed99686a080f00e1871802f0b\" ON \"asked_family\"  (\"request_id\") ",
  "CREATE UNIQUE INDEX \"asked_family_once\" ON \"asked_family\"  (\"asked_id\", \"request_id\") ",
  "ALTER TABLE \"asked_family\" ADD CONSTRAINT \"FK_297acf4bd83e7619ce7a69ccb8c\" FOREIGN KEY (\"asked_id\") REFERENCES \"asked_first_day\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const AskedFirstDays1795875000000 = migration('AskedFirstDays1795875000000', { sqlite: SQLITE, postgres: POSTGRES });
