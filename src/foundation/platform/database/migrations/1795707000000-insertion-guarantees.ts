import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where the table is created as it ends up.
const SQLITE = [
  "CREATE TABLE \"insertion_guarantee\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"from\" varchar(10) NOT NULL, \"places\" integer NOT NULL, \"way\" varchar(80) NOT NULL, \"reason\" text, \"other_children\" integer NOT NULL, \"set_at\" varchar(24) NOT NULL, \"set_by\" varchar(80) NOT NULL, CONSTRAINT \"FK_9b9dd2ea4078f09ace0d87c3e2b\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_9b9dd2ea4078f09ace0d87c3e2\" ON \"insertion_guarantee\" (\"provider_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"insertion_guarantee\" (\"id\" character varying(36) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"from\" character varying(10) NOT NULL, \"places\" integer NOT NULL, \"way\" character varying(80) NOT NULL, \"reason\" text, \"other_children\" integer NOT NULL, \"set_at\" character varying(24) NOT NULL, \"set_by\" character varying(80) NOT NULL, CONSTRAINT \"PK_ba03ef75725849d8617ca482d7b\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_9b9dd2ea4078f09ace0d87c3e2\" ON \"insertion_guarantee\"  (\"provider_id\") ",
  "ALTER TABLE \"insertion_guarantee\" ADD CONSTRAINT \"FK_9b9dd2ea4078f09ace0d87c3e2b\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const InsertionGuarantees1795707000000 = migration('InsertionGuarantees1795707000000', { sqlite: SQLITE, postgres: POSTGRES });
