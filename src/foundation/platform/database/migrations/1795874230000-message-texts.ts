import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"message_text\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"kind\" varchar(80) NOT NULL, \"language\" varchar(80) NOT NULL, \"number\" integer NOT NULL, \"at\" varchar(24) NOT NULL, \"written_by\" varchar(80) NOT NULL, \"reason\" text NOT NULL, \"text\" text)",
  "CREATE INDEX \"IDX_3d2bb9ac6b85412ecf5d22f589\" ON \"message_text\" (\"territory_id\") ",
  "CREATE UNIQUE INDEX \"message_text_number\" ON \"message_text\" (\"territory_id\", \"kind\", \"language\", \"number\") ",
];

const POSTGRES = [
  "CREATE TABLE \"message_text\" (\"id\" character varying(36) NOT NULL, \"territory_id\" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', \"kind\" character varying(80) NOT NULL, \"language\" character varying(80) NOT NULL, \"number\" integer NOT NULL, \"at\" character varying(24) NOT NULL, \"written_by\" character varying(80) NOT NULL, \"reason\" text NOT NULL, \"text\" text, CONSTRAINT \"PK_ca4c885c251c214e5095b095d7d\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_3d2bb9ac6b85412ecf5d22f589\" ON \"message_text\"  (\"territory_id\") ",
  "CREATE UNIQUE INDEX \"message_text_number\" ON \"message_text\"  (\"territory_id\", \"kind\", \"language\", \"number\") ",
];

export const MessageTexts1795874230000 = migration('MessageTexts1795874230000', { sqlite: SQLITE, postgres: POSTGRES });
