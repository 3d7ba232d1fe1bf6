import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"satisfaction_ticket\" (\"secret_hash\" varchar(80) PRIMARY KEY NOT NULL, \"last_day\" varchar(10) NOT NULL)",
  "CREATE INDEX \"satisfaction_ticket_last_day\" ON \"satisfaction_ticket\" (\"last_day\") ",
  "CREATE TABLE \"satisfaction_count\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"month\" varchar(80) NOT NULL, \"counted\" varchar(80) NOT NULL, \"grade\" varchar(80) NOT NULL, \"count\" integer NOT NULL)",
  "CREATE UNIQUE INDEX \"satisfaction_count_once\" ON \"satisfaction_count\" (\"month\", \"counted\", \"grade\") ",
];

const POSTGRES = [
  "CREATE TABLE \"satisfaction_ticket\" (\"secret_hash\" character varying(80) NOT NULL, \"last_day\" character varying(10) NOT NULL, CONSTRAINT \"PK_41e6338040e404dfdafd9182dde\" PRIMARY KEY (\"secret_hash\"))",
  "CREATE INDEX \"satisfaction_ticket_last_day\" ON \"satisfaction_ticket\"  (\"last_day\") ",
  "CREATE TABLE \"satisfaction_count\" (\"id\" character varying(36) NOT NULL, \"month\" character varying(80) NOT NULL, \"counted\" character varying(80) NOT NULL, \"grade\" character varying(80) NOT NULL, \"count\" integer NOT NULL, CONSTRAINT \"PK_c86e323b63abe7375744ddc9172\" PRIMARY KEY (\"id\"))",
  "CREATE UNIQUE INDEX \"satisfaction_count_once\" ON \"satisfaction_count\"  (\"month\", \"counted\", \"grade\") ",
];

export const Satisfaction1795874282000 = migration('Satisfaction1795874282000', { sqlite: SQLITE, postgres: POSTGRES });
