import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"staff_passkey\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"name\" text NOT NULL, \"credential_id\" text NOT NULL, \"public_key\" text NOT NULL, \"counter\" text NOT NULL, \"transports\" text NOT NULL, \"added_at\" varchar(24) NOT NULL, \"last_used_at\" varchar(24), CONSTRAINT \"FK_7a4a1a8a41064362cdf97603578\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_7a4a1a8a41064362cdf9760357\" ON \"staff_passkey\" (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_42d101d44525282494f8a38cab\" ON \"staff_passkey\" (\"credential_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"staff_passkey\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"name\" text NOT NULL, \"credential_id\" text NOT NULL, \"public_key\" text NOT NULL, \"counter\" text NOT NULL, \"transports\" text NOT NULL, \"added_at\" character varying(24) NOT NULL, \"last_used_at\" character varying(24), CONSTRAINT \"PK_56f2d00f2608568e00f64fd1a6d\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_7a4a1a8a41064362cdf9760357\" ON \"staff_passkey\"  (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_42d101d44525282494f8a38cab\" ON \"staff_passkey\"  (\"credential_id\") ",
  "ALTER TABLE \"staff_passkey\" ADD CONSTRAINT \"FK_7a4a1a8a41064362cdf97603578\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const Passkeys1795874400000 = migration('Passkeys1795874400000', { sqlite: SQLITE, postgres: POSTGRES });
