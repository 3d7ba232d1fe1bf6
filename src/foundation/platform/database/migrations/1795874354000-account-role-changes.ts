import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"account_role_change\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"at\" varchar(24) NOT NULL, \"changed_by\" varchar(80) NOT NULL, \"taken\" text NOT NULL, \"given\" text NOT NULL, CONSTRAINT \"FK_72a85d732106156d4e20aec8b63\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_72a85d732106156d4e20aec8b6\" ON \"account_role_change\" (\"account_id\") ",
  "CREATE INDEX \"account_role_change_at\" ON \"account_role_change\" (\"at\") ",
];

const POSTGRES = [
  "CREATE TABLE \"account_role_change\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"at\" character varying(24) NOT NULL, \"changed_by\" character varying(80) NOT NULL, \"taken\" text NOT NULL, \"given\" text NOT NULL, CONSTRAINT \"PK_da3e798bec43b73d58c5394370a\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_72a85d732106156d4e20aec8b6\" ON \"account_role_change\"  (\"account_id\") ",
  "CREATE INDEX \"account_role_change_at\" ON \"account_role_change\"  (\"at\") ",
  "ALTER TABLE \"account_role_change\" ADD CONSTRAINT \"FK_72a85d732106156d4e20aec8b63\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const AccountRoleChanges1795874354000 = migration('AccountRoleChanges1795874354000', { sqlite: SQLITE, postgres: POSTGRES });
