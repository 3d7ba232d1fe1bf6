import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"contact_campaign\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"desk_id\" varchar(80) NOT NULL, \"started_at\" varchar(24) NOT NULL, \"started_by\" varchar(80) NOT NULL, \"per_day\" integer NOT NULL, \"families\" integer NOT NULL, \"from\" varchar(10) NOT NULL, \"last_day\" varchar(10) NOT NULL, \"stopped_at\" varchar(24), \"stopped_by\" varchar(80))",
  "CREATE INDEX \"IDX_ca6887de372502fade84b85011\" ON \"contact_campaign\" (\"desk_id\") ",
  "CREATE TABLE \"first_contact\" (\"dossier_id\" varchar(80) PRIMARY KEY NOT NULL, \"campaign_id\" varchar(80) NOT NULL, \"planned_on\" varchar(10) NOT NULL, \"state\" varchar(80) NOT NULL, \"at\" varchar(24), CONSTRAINT \"FK_bf52ca411a571a42549090d37f2\" FOREIGN KEY (\"campaign_id\") REFERENCES \"contact_campaign\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_bf52ca411a571a42549090d37f\" ON \"first_contact\" (\"campaign_id\") ",
  "CREATE INDEX \"dossier_imported\" ON \"dossier\" (\"desk_id\", \"submitted_at\", \"id\") WHERE origin = 'import'",
];

const POSTGRES = [
  "CREATE TABLE \"contact_campaign\" (\"id\" character varying(36) NOT NULL, \"desk_id\" character varying(80) NOT NULL, \"started_at\" character varying(24) NOT NULL, \"started_by\" character varying(80) NOT NULL, \"per_day\" integer NOT NULL, \"families\" integer NOT NULL, \"from\" character varying(10) NOT NULL, \"last_day\" character varying(10) NOT NULL, \"stopped_at\" character varying(24), \"stopped_by\" character varying(80), CONSTRAINT \"PK_14dbc09a40f53818a2e66296629\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_ca6887de372502fade84b85011\" ON \"contact_campaign\"  (\"desk_id\") ",
  "CREATE TABLE \"first_contact\" (\"dossier_id\" character varying(80) NOT NULL, \"campaign_id\" character varying(80) NOT NULL, \"planned_on\" character varying(10) NOT NULL, \"state\" character varying(80) NOT NULL, \"at\" character varying(24), CONSTRAINT \"PK_205e53052f2c669684e5703ca98\" PRIMARY KEY (\"dossier_id\"))",
  "CREATE INDEX \"IDX_bf52ca411a571a42549090d37f\" ON \"first_contact\"  (\"campaign_id\") ",
  "CREATE INDEX \"dossier_imported\" ON \"dossier\"  (\"desk_id\", \"submitted_at\", \"id\") WHERE origin = 'import'",
  "ALTER TABLE \"first_contact\" ADD CONSTRAINT \"FK_bf52ca411a571a42549090d37f2\" FOREIGN KEY (\"campaign_id\") REFERENCES \"contact_campaign\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const FirstContacts1795844743779 = migration('FirstContacts1795844743779', { sqlite: SQLITE, postgres: POSTGRES });
