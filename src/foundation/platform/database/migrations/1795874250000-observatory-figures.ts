import { migration } from './migration.js';

// The statements of scripts/generate-migration.js, put together by hand: what was kept is dropped; not edited once released.
const SQLITE = [
  // All of it is written anew from the history at the next start.
  "DROP TABLE \"family_course\"",
  "DROP TABLE \"day_figure\"",
  "DROP TABLE \"month_figure\"",
  "DELETE FROM \"figures_basis\"",
  "CREATE TABLE \"family_course\" (\"dossier_id\" varchar(80) PRIMARY KEY NOT NULL, \"tallies\" text NOT NULL)",
  "CREATE TABLE \"day_figure\" (\"figure\" varchar(80) NOT NULL, \"dimension\" varchar(80) NOT NULL, \"period\" varchar(80) NOT NULL, \"member\" varchar(80) NOT NULL, \"category\" varchar(80) NOT NULL, \"change\" integer NOT NULL, PRIMARY KEY (\"figure\", \"dimension\", \"period\", \"member\", \"category\"))",
  "CREATE TABLE \"month_figure\" (\"figure\" varchar(80) NOT NULL, \"dimension\" varchar(80) NOT NULL, \"period\" varchar(80) NOT NULL, \"member\" varchar(80) NOT NULL, \"category\" varchar(80) NOT NULL, \"change\" integer NOT NULL, PRIMARY KEY (\"figure\", \"dimension\", \"period\", \"member\", \"category\"))",
  "CREATE TABLE \"family_standing\" (\"dossier_id\" varchar(80) NOT NULL, \"from_day\" varchar(80) NOT NULL, \"until_day\" varchar(10) NOT NULL, \"status\" varchar(80) NOT NULL, \"because\" varchar(80), \"refused\" varchar(80), \"commune_code\" varchar(80) NOT NULL, \"since\" varchar(10) NOT NULL, \"request_ids\" text NOT NULL, PRIMARY KEY (\"dossier_id\", \"from_day\"))",
  "CREATE INDEX \"family_standing_until\" ON \"family_standing\" (\"until_day\") ",
  "CREATE INDEX \"family_standing_commune\" ON \"family_standing\" (\"commune_code\", \"status\", \"since\", \"dossier_id\", \"from_day\", \"until_day\") ",
  "CREATE INDEX \"family_standing_because\" ON \"family_standing\" (\"because\", \"since\", \"dossier_id\", \"from_day\", \"until_day\") ",
  "CREATE INDEX \"family_standing_status\" ON \"family_standing\" (\"status\", \"since\", \"dossier_id\", \"from_day\", \"until_day\") ",
];

const POSTGRES = [
  "DROP TABLE \"family_course\"",
  "DROP TABLE \"day_figure\"",
  "DROP TABLE \"month_figure\"",
  "DELETE FROM \"figures_basis\"",
  "CREATE TABLE \"family_course\" (\"dossier_id\" character varying(80) NOT NULL, \"tallies\" text NOT NULL, CONSTRAINT \"PK_78e880525cfa1f8186b4a808894\" PRIMARY KEY (\"dossier_id\"))",
  "CREATE TABLE \"day_figure\" (\"figure\" character varying(80) NOT NULL, \"dimension\" character varying(80) NOT NULL, \"period\" character varying(80) NOT NULL, \"member\" character varying(80) NOT NULL, \"category\" character varying(80) NOT NULL, \"change\" integer NOT NULL, CONSTRAINT \"PK_0d90848d210cfcc7caaba953eb9\" PRIMARY KEY (\"figure\", \"dimension\", \"period\", \"member\", \"category\"))",
  "CREATE TABLE \"month_figure\" (\"figure\" character varying(80) NOT NULL, \"dimension\" character varying(80) NOT NULL, \"period\" character varying(80) NOT NULL, \"member\" character varying(80) NOT NULL, \"category\" character varying(80) NOT NULL, \"change\" integer NOT NULL, CONSTRAINT \"PK_4b9234515a52ce85da8da0b1ba1\" PRIMARY KEY (\"figure\", \"dimension\", \"period\", \"member\", \"category\"))",
  "CREATE TABLE \"family_standing\" (\"dossier_id\" character varying(80) NOT NULL, \"from_day\" character varying(80) NOT NULL, \"until_day\" character varying(10) NOT NULL, \"status\" character varying(80) NOT NULL, \"because\" character varying(80), \"refused\" character varying(80), \"commune_code\" character varying(80) NOT NULL, \"since\" character varying(10) NOT NULL, \"request_ids\" text NOT NULL, CONSTRAINT \"PK_5150d2d4a6d7dcdf6379194ea2b\" PRIMARY KEY (\"dossier_id\", \"from_day\"))",
  "CREATE INDEX \"family_standing_until\" ON \"family_standing\"  (\"until_day\") ",
  "CREATE INDEX \"family_standing_commune\" ON \"family_standing\"  (\"commune_code\", \"status\", \"since\", \"dossier_id\", \"from_day\", \"until_day\") ",
  "CREATE INDEX \"family_standing_because\" ON \"family_standing\"  (\"because\", \"since\", \"dossier_id\", \"from_day\", \"until_day\") ",
  "CREATE INDEX \"family_standing_status\" ON \"family_standing\"  (\"status\", \"since\", \"dossier_id\", \"from_day\", \"until_day\") ",
];

export const ObservatoryFigures1795874250000 = migration('ObservatoryFigures1795874250000', { sqlite: SQLITE, postgres: POSTGRES });
