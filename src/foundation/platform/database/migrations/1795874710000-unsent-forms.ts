import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"unsent_form\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"owner\" varchar(80) NOT NULL, \"browser_hash\" varchar(80) NOT NULL, \"sealed\" text NOT NULL, \"sent_at\" varchar(24) NOT NULL, \"kept_until\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_e1e3d7af811456c5b33bb15cce\" ON \"unsent_form\" (\"kept_until\") ",
  "CREATE INDEX \"unsent_form_owner\" ON \"unsent_form\" (\"owner\", \"browser_hash\") ",
];

const POSTGRES = [
  "CREATE TABLE \"unsent_form\" (\"id\" character varying(36) NOT NULL, \"owner\" character varying(80) NOT NULL, \"browser_hash\" character varying(80) NOT NULL, \"sealed\" text NOT NULL, \"sent_at\" character varying(24) NOT NULL, \"kept_until\" character varying(24) NOT NULL, CONSTRAINT \"PK_b96f1dcc523df35cd6de72e9d46\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_e1e3d7af811456c5b33bb15cce\" ON \"unsent_form\"  (\"kept_until\") ",
  "CREATE INDEX \"unsent_form_owner\" ON \"unsent_form\"  (\"owner\", \"browser_hash\") ",
];

export const UnsentForms1795874710000 = migration('UnsentForms1795874710000', { sqlite: SQLITE, postgres: POSTGRES });
