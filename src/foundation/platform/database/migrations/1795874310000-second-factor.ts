import { migration } from './migration.js';

// Who is signed in has given no code yet: everybody signs in anew.
const SIGNED_OUT = 'DELETE FROM "staff_session"';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  SIGNED_OUT,
  "CREATE TABLE \"staff_factor\" (\"account_id\" varchar(36) PRIMARY KEY NOT NULL, \"sealed_key\" text NOT NULL, \"set_up_at\" varchar(24) NOT NULL, \"last_step\" integer NOT NULL, \"recovery_hashes\" text NOT NULL, CONSTRAINT \"FK_3542b3be6931eb5ff2a1fba0ac8\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE TABLE \"account_proposal\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"asked_by\" varchar(80) NOT NULL, \"asked_at\" varchar(24) NOT NULL, CONSTRAINT \"FK_86bb4c712eed5d1e020ac62c1a3\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_86bb4c712eed5d1e020ac62c1a\" ON \"account_proposal\" (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_1207274ca051db25d132db7ce4\" ON \"account_proposal\" (\"account_id\", \"kind\") ",
];

const POSTGRES = [
  SIGNED_OUT,
  "CREATE TABLE \"staff_factor\" (\"account_id\" character varying(36) NOT NULL, \"sealed_key\" text NOT NULL, \"set_up_at\" character varying(24) NOT NULL, \"last_step\" integer NOT NULL, \"recovery_hashes\" text NOT NULL, CONSTRAINT \"PK_3542b3be6931eb5ff2a1fba0ac8\" PRIMARY KEY (\"account_id\"))",
  "CREATE TABLE \"account_proposal\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"asked_by\" character varying(80) NOT NULL, \"asked_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_836d27419674ac4a3da27238538\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_86bb4c712eed5d1e020ac62c1a\" ON \"account_proposal\"  (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_1207274ca051db25d132db7ce4\" ON \"account_proposal\"  (\"account_id\", \"kind\") ",
  "ALTER TABLE \"staff_factor\" ADD CONSTRAINT \"FK_3542b3be6931eb5ff2a1fba0ac8\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
  "ALTER TABLE \"account_proposal\" ADD CONSTRAINT \"FK_86bb4c712eed5d1e020ac62c1a3\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const SecondFactor1795874310000 = migration('SecondFactor1795874310000', { sqlite: SQLITE, postgres: POSTGRES });
