import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"bulk_act\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"at\" varchar(24) NOT NULL, \"account_id\" varchar(80) NOT NULL, \"act\" varchar(80) NOT NULL, \"choices\" text NOT NULL, \"started_at\" varchar(24))",
  "CREATE INDEX \"IDX_41c3d080b9c78ed9a9683067fd\" ON \"bulk_act\" (\"at\") ",
  "CREATE INDEX \"IDX_668d2c9fd26bd3cbee64522ae8\" ON \"bulk_act\" (\"account_id\") ",
  "CREATE TABLE \"bulk_act_row\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"bulk_act_id\" varchar(80) NOT NULL, \"request_id\" varchar(80) NOT NULL, \"version\" integer NOT NULL, \"position\" integer NOT NULL, \"state\" varchar(80) NOT NULL, \"refusal\" text, \"channels\" text NOT NULL, \"at\" varchar(24), CONSTRAINT \"FK_22c6d0a9619a66e33bde64b856b\" FOREIGN KEY (\"bulk_act_id\") REFERENCES \"bulk_act\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_22c6d0a9619a66e33bde64b856\" ON \"bulk_act_row\" (\"bulk_act_id\") ",
  "CREATE INDEX \"IDX_ef3650f70e552bbc393372fa86\" ON \"bulk_act_row\" (\"request_id\") ",
  "CREATE UNIQUE INDEX \"bulk_act_row_once\" ON \"bulk_act_row\" (\"bulk_act_id\", \"request_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"bulk_act\" (\"id\" character varying(36) NOT NULL, \"at\" character varying(24) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"act\" character varying(80) NOT NULL, \"choices\" text NOT NULL, \"started_at\" character varying(24), CONSTRAINT \"PK_71c1c18bfc156408ecfe8bd3766\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_41c3d080b9c78ed9a9683067fd\" ON \"bulk_act\"  (\"at\") ",
  "CREATE INDEX \"IDX_668d2c9fd26bd3cbee64522ae8\" ON \"bulk_act\"  (\"account_id\") ",
  "CREATE TABLE \"bulk_act_row\" (\"id\" character varying(36) NOT NULL, \"bulk_act_id\" character varying(80) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"version\" integer NOT NULL, \"position\" integer NOT NULL, \"state\" character varying(80) NOT NULL, \"refusal\" text, \"channels\" text NOT NULL, \"at\" character varying(24), CONSTRAINT \"PK_f55bcdef635aeea9a677e4d52f8\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_22c6d0a9619a66e33bde64b856\" ON \"bulk_act_row\"  (\"bulk_act_id\") ",
  "CREATE INDEX \"IDX_ef3650f70e552bbc393372fa86\" ON \"bulk_act_row\"  (\"request_id\") ",
  "CREATE UNIQUE INDEX \"bulk_act_row_once\" ON \"bulk_act_row\"  (\"bulk_act_id\", \"request_id\") ",
  "ALTER TABLE \"bulk_act_row\" ADD CONSTRAINT \"FK_22c6d0a9619a66e33bde64b856b\" FOREIGN KEY (\"bulk_act_id\") REFERENCES \"bulk_act\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const BulkActs1795877001000 = migration('BulkActs1795877001000', { sqlite: SQLITE, postgres: POSTGRES });
