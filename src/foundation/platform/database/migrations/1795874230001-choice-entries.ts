import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"choice_entry\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"list\" varchar(80) NOT NULL, \"code\" varchar(80) NOT NULL, \"labels\" text, \"hidden\" boolean NOT NULL, \"version\" integer NOT NULL, \"changed_at\" varchar(24) NOT NULL, \"changed_by\" varchar(80) NOT NULL)",
  "CREATE INDEX \"IDX_a81991d0e61a904e636af69aca\" ON \"choice_entry\" (\"territory_id\") ",
  "CREATE UNIQUE INDEX \"choice_entry_code\" ON \"choice_entry\" (\"territory_id\", \"list\", \"code\") ",
];

const POSTGRES = [
  "CREATE TABLE \"choice_entry\" (\"id\" character varying(36) NOT NULL, \"territory_id\" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', \"list\" character varying(80) NOT NULL, \"code\" character varying(80) NOT NULL, \"labels\" text, \"hidden\" boolean NOT NULL, \"version\" integer NOT NULL, \"changed_at\" character varying(24) NOT NULL, \"changed_by\" character varying(80) NOT NULL, CONSTRAINT \"PK_1b520c6831cee9d916c1a366279\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_a81991d0e61a904e636af69aca\" ON \"choice_entry\"  (\"territory_id\") ",
  "CREATE UNIQUE INDEX \"choice_entry_code\" ON \"choice_entry\"  (\"territory_id\", \"list\", \"code\") ",
];

export const ChoiceEntries1795874230001 = migration('ChoiceEntries1795874230001', { sqlite: SQLITE, postgres: POSTGRES });
