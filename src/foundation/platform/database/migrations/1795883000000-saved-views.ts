import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"saved_view\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"account_id\" varchar(80) NOT NULL, \"list\" text NOT NULL, \"name\" text NOT NULL, \"address\" text NOT NULL, \"kept_at\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_30b4a2eabad680d98814314621\" ON \"saved_view\" (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_69d03076ff715ddb0e64b57381\" ON \"saved_view\" (\"account_id\", \"list\", \"name\") ",
];

const POSTGRES = [
  "CREATE TABLE \"saved_view\" (\"id\" character varying(36) NOT NULL, \"account_id\" character varying(80) NOT NULL, \"list\" text NOT NULL, \"name\" text NOT NULL, \"address\" text NOT NULL, \"kept_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_be317311b88c1a5e47ad6c19081\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_30b4a2eabad680d98814314621\" ON \"saved_view\"  (\"account_id\") ",
  "CREATE UNIQUE INDEX \"IDX_69d03076ff715ddb0e64b57381\" ON \"saved_view\"  (\"account_id\", \"list\", \"name\") ",
];

export const SavedViews1795883000000 = migration('SavedViews1795883000000', { sqlite: SQLITE, postgres: POSTGRES });
