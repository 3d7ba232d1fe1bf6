import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities, but for the CHECK of the ledger, which it does not compare; not edited once released.
const SQLITE = [
  "CREATE TABLE \"present_child\" (\"id\" varchar(80) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"first_name\" text NOT NULL, \"surname\" text NOT NULL, \"birth_date\" varchar(10) NOT NULL, \"since\" varchar(10) NOT NULL, \"list_id\" varchar(80), \"line\" integer, \"entered_by\" varchar(80) NOT NULL, \"entered_at\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_ecd25361b5718a2ec9e4d87ca7\" ON \"present_child\" (\"provider_id\") ",
  "CREATE INDEX \"IDX_421db454efaf0f3b03100773f5\" ON \"present_child\" (\"list_id\") ",
  "CREATE TABLE \"capacity_derogation\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"child_id\" varchar(80) NOT NULL, \"section_id\" varchar(80) NOT NULL, \"from\" varchar(10) NOT NULL, \"to\" varchar(10) NOT NULL, \"reason\" text NOT NULL, \"decided_by\" varchar(80) NOT NULL, \"decided_at\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_cdf73c88a8684e790b1a547229\" ON \"capacity_derogation\" (\"child_id\") ",
  "CREATE INDEX \"IDX_0422549fc46895c0622a67b2d2\" ON \"capacity_derogation\" (\"section_id\") ",
  "CREATE TABLE \"present_list\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"at\" varchar(24) NOT NULL, \"file_name\" text NOT NULL, \"sent_by\" varchar(80) NOT NULL, \"rows\" integer NOT NULL, \"state\" varchar(80) NOT NULL, \"columns\" text NOT NULL, \"mended\" text NOT NULL, \"version\" integer NOT NULL, \"taken_at\" varchar(24))",
  "CREATE INDEX \"IDX_1ca1199c490d6a4d75a69bbec1\" ON \"present_list\" (\"provider_id\") ",
  "CREATE TABLE \"temporary_seat_ledger\" (\"section_id\" varchar(80) NOT NULL, \"day\" varchar(10) NOT NULL, \"half\" integer NOT NULL, \"weekday\" integer NOT NULL, \"places\" integer NOT NULL, \"held\" integer NOT NULL, \"beyond\" integer NOT NULL DEFAULT (0), CONSTRAINT \"seat_ledger_held\" CHECK (\"held\" >= 0 AND \"beyond\" >= 0 AND \"held\" <= \"places\" + \"beyond\"), PRIMARY KEY (\"section_id\", \"day\", \"half\"))",
  "INSERT INTO \"temporary_seat_ledger\"(\"section_id\", \"day\", \"half\", \"weekday\", \"places\", \"held\") SELECT \"section_id\", \"day\", \"half\", \"weekday\", \"places\", \"held\" FROM \"seat_ledger\"",
  "DROP TABLE \"seat_ledger\"",
  "ALTER TABLE \"temporary_seat_ledger\" RENAME TO \"seat_ledger\"",
];

const POSTGRES = [
  "CREATE TABLE \"present_child\" (\"id\" character varying(80) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"first_name\" text NOT NULL, \"surname\" text NOT NULL, \"birth_date\" character varying(10) NOT NULL, \"since\" character varying(10) NOT NULL, \"list_id\" character varying(80), \"line\" integer, \"entered_by\" character varying(80) NOT NULL, \"entered_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_08a14e4272c599841c1be78f3da\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_ecd25361b5718a2ec9e4d87ca7\" ON \"present_child\"  (\"provider_id\") ",
  "CREATE INDEX \"IDX_421db454efaf0f3b03100773f5\" ON \"present_child\"  (\"list_id\") ",
  "CREATE TABLE \"capacity_derogation\" (\"id\" character varying(36) NOT NULL, \"child_id\" character varying(80) NOT NULL, \"section_id\" character varying(80) NOT NULL, \"from\" character varying(10) NOT NULL, \"to\" character varying(10) NOT NULL, \"reason\" text NOT NULL, \"decided_by\" character varying(80) NOT NULL, \"decided_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_06644e99a78bef1d2beb746d306\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_cdf73c88a8684e790b1a547229\" ON \"capacity_derogation\"  (\"child_id\") ",
  "CREATE INDEX \"IDX_0422549fc46895c0622a67b2d2\" ON \"capacity_derogation\"  (\"section_id\") ",
  "CREATE TABLE \"present_list\" (\"id\" character varying(36) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"at\" character varying(24) NOT NULL, \"file_name\" text NOT NULL, \"sent_by\" character varying(80) NOT NULL, \"rows\" integer NOT NULL, \"state\" character varying(80) NOT NULL, \"columns\" text NOT NULL, \"mended\" text NOT NULL, \"version\" integer NOT NULL, \"taken_at\" character varying(24), CONSTRAINT \"PK_48abace4891c1c93f6f854b89dd\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_1ca1199c490d6a4d75a69bbec1\" ON \"present_list\"  (\"provider_id\") ",
  "ALTER TABLE \"seat_ledger\" ADD \"beyond\" integer NOT NULL DEFAULT '0'",
  "ALTER TABLE \"seat_ledger\" DROP CONSTRAINT \"seat_ledger_held\"",
  "ALTER TABLE \"seat_ledger\" ADD CONSTRAINT \"seat_ledger_held\" CHECK (\"held\" >= 0 AND \"beyond\" >= 0 AND \"held\" <= \"places\" + \"beyond\")",
];

export const PresentChildren1795852000000 = migration('PresentChildren1795852000000', { sqlite: SQLITE, postgres: POSTGRES });
