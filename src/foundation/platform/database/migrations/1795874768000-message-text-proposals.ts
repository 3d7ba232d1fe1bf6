import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"message_text_proposal\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"kind\" varchar(80) NOT NULL, \"language\" varchar(80) NOT NULL, \"seen\" integer NOT NULL, \"asked_at\" varchar(24) NOT NULL, \"asked_by\" varchar(80) NOT NULL, \"reason\" text NOT NULL, \"text\" text NOT NULL)",
  "CREATE INDEX \"IDX_ec3f65348bc9419251dd001759\" ON \"message_text_proposal\" (\"territory_id\") ",
  "CREATE UNIQUE INDEX \"message_text_proposal_one\" ON \"message_text_proposal\" (\"territory_id\", \"kind\", \"language\") ",
  "DROP INDEX \"message_text_number\"",
  "DROP INDEX \"IDX_3d2bb9ac6b85412ecf5d22f589\"",
  "CREATE TABLE \"temporary_message_text\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"kind\" varchar(80) NOT NULL, \"language\" varchar(80) NOT NULL, \"number\" integer NOT NULL, \"at\" varchar(24) NOT NULL, \"written_by\" varchar(80) NOT NULL, \"reason\" text NOT NULL, \"text\" text, \"agreed_by\" varchar(80))",
  "INSERT INTO \"temporary_message_text\"(\"id\", \"territory_id\", \"kind\", \"language\", \"number\", \"at\", \"written_by\", \"reason\", \"text\") SELECT \"id\", \"territory_id\", \"kind\", \"language\", \"number\", \"at\", \"written_by\", \"reason\", \"text\" FROM \"message_text\"",
  "DROP TABLE \"message_text\"",
  "ALTER TABLE \"temporary_message_text\" RENAME TO \"message_text\"",
  "CREATE UNIQUE INDEX \"message_text_number\" ON \"message_text\" (\"territory_id\", \"kind\", \"language\", \"number\") ",
  "CREATE INDEX \"IDX_3d2bb9ac6b85412ecf5d22f589\" ON \"message_text\" (\"territory_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"message_text_proposal\" (\"id\" character varying(36) NOT NULL, \"territory_id\" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', \"kind\" character varying(80) NOT NULL, \"language\" character varying(80) NOT NULL, \"seen\" integer NOT NULL, \"asked_at\" character varying(24) NOT NULL, \"asked_by\" character varying(80) NOT NULL, \"reason\" text NOT NULL, \"text\" text NOT NULL, CONSTRAINT \"PK_cb874dc164ca8790fc8ba42d2eb\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_ec3f65348bc9419251dd001759\" ON \"message_text_proposal\"  (\"territory_id\") ",
  "CREATE UNIQUE INDEX \"message_text_proposal_one\" ON \"message_text_proposal\"  (\"territory_id\", \"kind\", \"language\") ",
  "ALTER TABLE \"message_text\" ADD \"agreed_by\" character varying(80)",
];

export const MessageTextProposals1795874768000 = migration('MessageTextProposals1795874768000', { sqlite: SQLITE, postgres: POSTGRES });
