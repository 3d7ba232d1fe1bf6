import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"figure_watch\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"threshold\" integer, \"crossed\" boolean NOT NULL, \"sent_month\" varchar(80), \"since\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_15a12b60787d81260545034dc7\" ON \"figure_watch\" (\"account_id\") ",
  "CREATE UNIQUE INDEX \"figure_watch_once\" ON \"figure_watch\" (\"account_id\", \"kind\") ",
];

const POSTGRES = [
  "CREATE TABLE \"figure_watch\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"threshold\" integer, \"crossed\" boolean NOT NULL, \"sent_month\" character varying(80), \"since\" character varying(24) NOT NULL, CONSTRAINT \"PK_9e28aa8a24ba0ab9a7b7bd7c692\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_15a12b60787d81260545034dc7\" ON \"figure_watch\"  (\"account_id\") ",
  "CREATE UNIQUE INDEX \"figure_watch_once\" ON \"figure_watch\"  (\"account_id\", \"kind\") ",
];

export const FigureWatches1795874261000 = migration('FigureWatches1795874261000', { sqlite: SQLITE, postgres: POSTGRES });
