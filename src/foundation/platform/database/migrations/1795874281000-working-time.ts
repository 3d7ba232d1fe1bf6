import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"working_week\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"desk_id\" varchar(80) NOT NULL, \"monday\" varchar(10) NOT NULL, \"version\" integer NOT NULL, \"saved_at\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_0cd100962ddb2dd9803688a851\" ON \"working_week\" (\"account_id\") ",
  "CREATE INDEX \"IDX_b1d589e316e505cd3f343bf583\" ON \"working_week\" (\"desk_id\") ",
  "CREATE UNIQUE INDEX \"working_week_once\" ON \"working_week\" (\"account_id\", \"monday\") ",
  "CREATE TABLE \"working_time\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"week_id\" varchar(80) NOT NULL, \"day\" varchar(10) NOT NULL, \"mission\" varchar(80) NOT NULL, \"minutes\" integer NOT NULL, CONSTRAINT \"FK_e0fc9c7bda6cfea9cc49cb042f6\" FOREIGN KEY (\"week_id\") REFERENCES \"working_week\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_e0fc9c7bda6cfea9cc49cb042f\" ON \"working_time\" (\"week_id\") ",
  "CREATE INDEX \"working_time_day\" ON \"working_time\" (\"day\") ",
  "CREATE UNIQUE INDEX \"working_time_once\" ON \"working_time\" (\"week_id\", \"day\", \"mission\") ",
  "CREATE TABLE \"working_month\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"desk_id\" varchar(80) NOT NULL, \"month\" varchar(80) NOT NULL, \"told\" text, \"closed_at\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_c81b12077b44ad35cdb3772504\" ON \"working_month\" (\"desk_id\") ",
  "CREATE UNIQUE INDEX \"working_month_once\" ON \"working_month\" (\"desk_id\", \"month\") ",
];

const POSTGRES = [
  "CREATE TABLE \"working_week\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"desk_id\" character varying(80) NOT NULL, \"monday\" character varying(10) NOT NULL, \"version\" integer NOT NULL, \"saved_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_8b2c5ca751ab989f6055d6a5f8b\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_0cd100962ddb2dd9803688a851\" ON \"working_week\"  (\"account_id\") ",
  "CREATE INDEX \"IDX_b1d589e316e505cd3f343bf583\" ON \"working_week\"  (\"desk_id\") ",
  "CREATE UNIQUE INDEX \"working_week_once\" ON \"working_week\"  (\"account_id\", \"monday\") ",
  "CREATE TABLE \"working_time\" (\"id\" character varying(36) NOT NULL, \"week_id\" character varying(80) NOT NULL, \"day\" character varying(10) NOT NULL, \"mission\" character varying(80) NOT NULL, \"minutes\" integer NOT NULL, CONSTRAINT \"PK_e83baf54ea56298ebc26f35fbd3\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_e0fc9c7bda6cfea9cc49cb042f\" ON \"working_time\"  (\"week_id\") ",
  "CREATE INDEX \"working_time_day\" ON \"working_time\"  (\"day\") ",
  "CREATE UNIQUE INDEX \"working_time_once\" ON \"working_time\"  (\"week_id\", \"day\", \"mission\") ",
  "CREATE TABLE \"working_month\" (\"id\" character varying(36) NOT NULL, \"desk_id\" character varying(80) NOT NULL, \"month\" character varying(80) NOT NULL, \"told\" text, \"closed_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_7c3b68c393cfe1f5d3c3a7e778c\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_c81b12077b44ad35cdb3772504\" ON \"working_month\"  (\"desk_id\") ",
  "CREATE UNIQUE INDEX \"working_month_once\" ON \"working_month\"  (\"desk_id\", \"month\") ",
  "ALTER TABLE \"working_time\" ADD CONSTRAINT \"FK_e0fc9c7bda6cfea9cc49cb042f6\" FOREIGN KEY (\"week_id\") REFERENCES \"working_week\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const WorkingTime1795874281000 = migration('WorkingTime1795874281000', { sqlite: SQLITE, postgres: POSTGRES });
