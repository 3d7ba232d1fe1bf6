import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"vacancy_file\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"made_at\" varchar(24) NOT NULL, \"made_by\" varchar(80) NOT NULL, \"first_day\" varchar(10) NOT NULL, \"last_day\" varchar(10) NOT NULL, \"groups\" text NOT NULL, \"untold\" text NOT NULL)",
  "CREATE INDEX \"vacancy_file_made_at\" ON \"vacancy_file\" (\"made_at\") ",
  "DROP INDEX \"enquiry_at\"",
  "DROP INDEX \"IDX_ac0070b8e3e6215666d6a0960b\"",
  "DROP INDEX \"IDX_77081560e17895a3d3b8218b03\"",
  "DROP INDEX \"IDX_832410ae55cc140de8517286df\"",
  "DROP INDEX \"IDX_b496f6ae2ccb94642bc1afb9db\"",
  "CREATE TABLE \"temporary_enquiry\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"at\" varchar(24) NOT NULL, \"channel\" varchar(80) NOT NULL, \"desk_id\" varchar(80) NOT NULL, \"commune_code\" varchar(80), \"subject\" varchar(80) NOT NULL, \"note\" text, \"dossier_id\" varchar(80), \"request_id\" varchar(80), \"logged_by\" varchar(80) NOT NULL, \"reference\" varchar(80))",
  "INSERT INTO \"temporary_enquiry\"(\"id\", \"at\", \"channel\", \"desk_id\", \"commune_code\", \"subject\", \"note\", \"dossier_id\", \"request_id\", \"logged_by\") SELECT \"id\", \"at\", \"channel\", \"desk_id\", \"commune_code\", \"subject\", \"note\", \"dossier_id\", \"request_id\", \"logged_by\" FROM \"enquiry\"",
  "DROP TABLE \"enquiry\"",
  "ALTER TABLE \"temporary_enquiry\" RENAME TO \"enquiry\"",
  "CREATE INDEX \"enquiry_at\" ON \"enquiry\" (\"at\") ",
  "CREATE INDEX \"IDX_ac0070b8e3e6215666d6a0960b\" ON \"enquiry\" (\"request_id\") ",
  "CREATE INDEX \"IDX_77081560e17895a3d3b8218b03\" ON \"enquiry\" (\"dossier_id\") ",
  "CREATE INDEX \"IDX_832410ae55cc140de8517286df\" ON \"enquiry\" (\"commune_code\") ",
  "CREATE INDEX \"IDX_b496f6ae2ccb94642bc1afb9db\" ON \"enquiry\" (\"desk_id\") ",
  "CREATE UNIQUE INDEX \"enquiry_reference\" ON \"enquiry\" (\"reference\") ",
];

const POSTGRES = [
  "CREATE TABLE \"vacancy_file\" (\"id\" character varying(36) NOT NULL, \"made_at\" character varying(24) NOT NULL, \"made_by\" character varying(80) NOT NULL, \"first_day\" character varying(10) NOT NULL, \"last_day\" character varying(10) NOT NULL, \"groups\" text NOT NULL, \"untold\" text NOT NULL, CONSTRAINT \"PK_e58079aa331eff9178032be383f\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"vacancy_file_made_at\" ON \"vacancy_file\"  (\"made_at\") ",
  "ALTER TABLE \"enquiry\" ADD \"reference\" character varying(80)",
  "CREATE UNIQUE INDEX \"enquiry_reference\" ON \"enquiry\"  (\"reference\") ",
];

export const Monenfant1795871341273 = migration('Monenfant1795871341273', { sqlite: SQLITE, postgres: POSTGRES });
