import { migration } from './migration.js';

// Nobody knows of a session that is open when it was last used: everybody signs in anew.
const SQLITE = [
  "DELETE FROM \"staff_session\"",
  "DROP INDEX \"IDX_f0ad4c6bc427f11149910f9100\"",
  "DROP INDEX \"IDX_245cce0662d78e1858eadba4d5\"",
  "DROP TABLE \"staff_session\"",
  "CREATE TABLE \"staff_session\" (\"token_hash\" varchar(80) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"created_at\" varchar(24) NOT NULL, \"expires_at\" varchar(24) NOT NULL, \"searches\" text, \"last_used_at\" varchar(24) NOT NULL, \"proved_at\" varchar(24) NOT NULL, \"browser\" text NOT NULL, CONSTRAINT \"FK_245cce0662d78e1858eadba4d5b\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_f0ad4c6bc427f11149910f9100\" ON \"staff_session\" (\"expires_at\") ",
  "CREATE INDEX \"IDX_245cce0662d78e1858eadba4d5\" ON \"staff_session\" (\"account_id\") ",
  "CREATE TABLE \"account_link\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"secret_hash\" varchar(80) NOT NULL, \"expires_at\" varchar(24) NOT NULL, CONSTRAINT \"FK_67371b4ad97d46210bcb5525bbc\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_67371b4ad97d46210bcb5525bb\" ON \"account_link\" (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_3da7c37134c2a95c23f54edd58\" ON \"account_link\" (\"secret_hash\") ",
  "CREATE INDEX \"IDX_187b6a42551bb8af46378172ea\" ON \"account_link\" (\"expires_at\") ",
];

const POSTGRES = [
  "DELETE FROM \"staff_session\"",
  "CREATE TABLE \"account_link\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"secret_hash\" character varying(80) NOT NULL, \"expires_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_1af91112f0eef7205c6b0abcbfa\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_67371b4ad97d46210bcb5525bb\" ON \"account_link\"  (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_3da7c37134c2a95c23f54edd58\" ON \"account_link\"  (\"secret_hash\") ",
  "CREATE INDEX \"IDX_187b6a42551bb8af46378172ea\" ON \"account_link\"  (\"expires_at\") ",
  "ALTER TABLE \"staff_session\" ADD \"last_used_at\" character varying(24) NOT NULL",
  "ALTER TABLE \"staff_session\" ADD \"proved_at\" character varying(24) NOT NULL",
  "ALTER TABLE \"staff_session\" ADD \"browser\" text NOT NULL",
  "ALTER TABLE \"account_link\" ADD CONSTRAINT \"FK_67371b4ad97d46210bcb5525bbc\" FOREIGN KEY (\"account_id\") REFERENCES \"staff_account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const OwnPasswords1795874311000 = migration('OwnPasswords1795874311000', { sqlite: SQLITE, postgres: POSTGRES });
