import { migration } from './migration.js';

const SQLITE = [
  "ALTER TABLE \"staff_account\" ADD \"last_sign_in_at\" varchar(24)",
  "ALTER TABLE \"account_proposal\" ADD \"grants\" text",
  "CREATE TABLE \"staff_grant\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"role_key\" text NOT NULL, \"since\" varchar(24) NOT NULL, \"agreed_by\" varchar(80), \"reviewed_at\" varchar(24) NOT NULL, CONSTRAINT \"FK_521bc58605a8d39ea77bc76e467\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_521bc58605a8d39ea77bc76e46\" ON \"staff_grant\" (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_1c3e268e81c0ed406bee93afe1\" ON \"staff_grant\" (\"account_id\", \"role_key\") ",
];

const POSTGRES = [
  "CREATE TABLE \"staff_grant\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"role_key\" text NOT NULL, \"since\" character varying(24) NOT NULL, \"agreed_by\" character varying(80), \"reviewed_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_4abe62149614329fdb2abb0561e\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_521bc58605a8d39ea77bc76e46\" ON \"staff_grant\"  (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_1c3e268e81c0ed406bee93afe1\" ON \"staff_grant\"  (\"account_id\", \"role_key\") ",
  "ALTER TABLE \"staff_account\" ADD \"last_sign_in_at\" character varying(24)",
  "ALTER TABLE \"account_proposal\" ADD \"grants\" text",
  "ALTER TABLE \"staff_grant\" ADD CONSTRAINT \"FK_521bc58605a8d39ea77bc76e467\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const TwoPeople1795874312000 = migration('TwoPeople1795874312000', { sqlite: SQLITE, postgres: POSTGRES });
