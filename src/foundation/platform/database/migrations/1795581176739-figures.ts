import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  // Replaced by family_course, which is written anew from the history at the next start.
  "DROP TABLE \"request_fact\"",
  "CREATE TABLE \"family_course\" (\"dossier_id\" varchar(80) PRIMARY KEY NOT NULL, \"steps\" text NOT NULL)",
  "CREATE TABLE \"day_figure\" (\"day\" varchar(80) NOT NULL, \"commune_code\" varchar(80) NOT NULL, \"figure\" varchar(80) NOT NULL, \"change\" integer NOT NULL, PRIMARY KEY (\"day\", \"commune_code\", \"figure\"))",
  "CREATE TABLE \"month_figure\" (\"month\" varchar(80) NOT NULL, \"commune_code\" varchar(80) NOT NULL, \"figure\" varchar(80) NOT NULL, \"change\" integer NOT NULL, PRIMARY KEY (\"month\", \"commune_code\", \"figure\"))",
  "CREATE TABLE \"figures_basis\" (\"name\" varchar(80) PRIMARY KEY NOT NULL, \"horizon_weeks\" integer NOT NULL)",
];

const POSTGRES = [
  "DROP TABLE \"request_fact\"",
  "CREATE TABLE \"family_course\" (\"dossier_id\" character varying(80) NOT NULL, \"steps\" text NOT NULL, CONSTRAINT \"PK_78e880525cfa1f8186b4a808894\" PRIMARY KEY (\"dossier_id\"))",
  "CREATE TABLE \"day_figure\" (\"day\" character varying(80) NOT NULL, \"commune_code\" character varying(80) NOT NULL, \"figure\" character varying(80) NOT NULL, \"change\" integer NOT NULL, CONSTRAINT \"PK_3fd3db1a3375b37ad5218839d95\" PRIMARY KEY (\"day\", \"commune_code\", \"figure\"))",
  "CREATE TABLE \"month_figure\" (\"month\" character varying(80) NOT NULL, \"commune_code\" character varying(80) NOT NULL, \"figure\" character varying(80) NOT NULL, \"change\" integer NOT NULL, CONSTRAINT \"PK_01f9433b6d4a891d472e9b2327c\" PRIMARY KEY (\"month\", \"commune_code\", \"figure\"))",
  "CREATE TABLE \"figures_basis\" (\"name\" character varying(80) NOT NULL, \"horizon_weeks\" integer NOT NULL, CONSTRAINT \"PK_da1f2da13c9a4be92ac4877d743\" PRIMARY KEY (\"name\"))",
];

export const Figures1795581176739 = migration('Figures1795581176739', { sqlite: SQLITE, postgres: POSTGRES });
