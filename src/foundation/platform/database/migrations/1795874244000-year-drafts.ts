import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"year_draft\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"name\" text NOT NULL, \"moves\" text NOT NULL, \"version\" integer NOT NULL, \"created_at\" varchar(24) NOT NULL, \"created_by\" varchar(80) NOT NULL, \"adopted_at\" varchar(24), \"adopted_by\" varchar(80))",
  "CREATE INDEX \"IDX_c0ab8b4f5521939c3a9a6399e7\" ON \"year_draft\" (\"provider_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"year_draft\" (\"id\" character varying(36) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"name\" text NOT NULL, \"moves\" text NOT NULL, \"version\" integer NOT NULL, \"created_at\" character varying(24) NOT NULL, \"created_by\" character varying(80) NOT NULL, \"adopted_at\" character varying(24), \"adopted_by\" character varying(80), CONSTRAINT \"PK_dfd368c6e86e42adbef1eb6082e\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_c0ab8b4f5521939c3a9a6399e7\" ON \"year_draft\"  (\"provider_id\") ",
];

export const YearDrafts1795874244000 = migration('YearDrafts1795874244000', { sqlite: SQLITE, postgres: POSTGRES });
