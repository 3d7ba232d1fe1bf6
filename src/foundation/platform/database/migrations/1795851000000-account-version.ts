import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "DROP INDEX \"IDX_b2b7d250bb3e4cc5014af839c4\"",
  "DROP INDEX \"IDX_124714a3689c2d39adad291388\"",
  "CREATE TABLE \"temporary_staff_account\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"email\" varchar(80) NOT NULL, \"name\" text NOT NULL, \"password_hash\" text NOT NULL, \"grants\" text NOT NULL, \"active\" boolean NOT NULL, \"created_at\" varchar(24) NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"version\" integer NOT NULL DEFAULT (0))",
  "INSERT INTO \"temporary_staff_account\"(\"id\", \"email\", \"name\", \"password_hash\", \"grants\", \"active\", \"created_at\", \"territory_id\") SELECT \"id\", \"email\", \"name\", \"password_hash\", \"grants\", \"active\", \"created_at\", \"territory_id\" FROM \"staff_account\"",
  "DROP TABLE \"staff_account\"",
  "ALTER TABLE \"temporary_staff_account\" RENAME TO \"staff_account\"",
  "CREATE INDEX \"IDX_b2b7d250bb3e4cc5014af839c4\" ON \"staff_account\" (\"territory_id\") ",
  "CREATE UNIQUE INDEX \"IDX_124714a3689c2d39adad291388\" ON \"staff_account\" (\"email\") ",
];

const POSTGRES = [
  "ALTER TABLE \"staff_account\" ADD \"version\" integer NOT NULL DEFAULT '0'",
];

export const AccountVersion1795851000000 = migration('AccountVersion1795851000000', { sqlite: SQLITE, postgres: POSTGRES });
