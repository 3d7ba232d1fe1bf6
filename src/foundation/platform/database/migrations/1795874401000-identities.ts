import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"staff_identity\" (\"account_id\" varchar(36) PRIMARY KEY NOT NULL, \"issuer\" text NOT NULL, \"subject\" text NOT NULL, \"bound_at\" varchar(24) NOT NULL, CONSTRAINT \"FK_baba6ee72509bdc496ec7e5677d\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE UNIQUE INDEX \"IDX_0aa1e8d02c020aea9be62b4f63\" ON \"staff_identity\" (\"issuer\", \"subject\") ",
];

const POSTGRES = [
  "CREATE TABLE \"staff_identity\" (\"account_id\" character varying(36) NOT NULL, \"issuer\" text NOT NULL, \"subject\" text NOT NULL, \"bound_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_baba6ee72509bdc496ec7e5677d\" PRIMARY KEY (\"account_id\"))",
  "CREATE UNIQUE INDEX \"IDX_0aa1e8d02c020aea9be62b4f63\" ON \"staff_identity\"  (\"issuer\", \"subject\") ",
  "ALTER TABLE \"staff_identity\" ADD CONSTRAINT \"FK_baba6ee72509bdc496ec7e5677d\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const Identities1795874401000 = migration('Identities1795874401000', { sqlite: SQLITE, postgres: POSTGRES });
