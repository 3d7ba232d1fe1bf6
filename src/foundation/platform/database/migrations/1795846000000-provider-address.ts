import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "DROP INDEX \"IDX_55e4195e807ede1574af0c65f9\"",
  "CREATE TABLE \"temporary_provider\" (\"id\" varchar(80) PRIMARY KEY NOT NULL, \"kind\" varchar(80) NOT NULL, \"establishment_kind\" varchar(80), \"name\" text NOT NULL, \"commune_code\" varchar(80) NOT NULL, \"funding\" varchar(80), \"authorised_capacity\" integer NOT NULL, \"capacity_assumed\" boolean NOT NULL, \"opens_at\" varchar(80), \"closes_at\" varchar(80), \"avip\" boolean NOT NULL DEFAULT (0), \"overbooking_allowed\" boolean NOT NULL DEFAULT (0), \"available_from\" varchar(10), \"atypical_hours\" boolean NOT NULL DEFAULT (0), \"phone\" varchar(80), \"section_move\" varchar(80) NOT NULL DEFAULT ('september'), \"last_day\" varchar(80) NOT NULL DEFAULT ('08-31'), \"address\" text)",
  "INSERT INTO \"temporary_provider\"(\"id\", \"kind\", \"establishment_kind\", \"name\", \"commune_code\", \"funding\", \"authorised_capacity\", \"capacity_assumed\", \"opens_at\", \"closes_at\", \"avip\", \"overbooking_allowed\", \"available_from\", \"atypical_hours\", \"phone\", \"section_move\", \"last_day\") SELECT \"id\", \"kind\", \"establishment_kind\", \"name\", \"commune_code\", \"funding\", \"authorised_capacity\", \"capacity_assumed\", \"opens_at\", \"closes_at\", \"avip\", \"overbooking_allowed\", \"available_from\", \"atypical_hours\", \"phone\", \"section_move\", \"last_day\" FROM \"provider\"",
  "DROP TABLE \"provider\"",
  "ALTER TABLE \"temporary_provider\" RENAME TO \"provider\"",
  "CREATE INDEX \"IDX_55e4195e807ede1574af0c65f9\" ON \"provider\" (\"commune_code\") ",
];

const POSTGRES = [
  "ALTER TABLE \"provider\" ADD \"address\" text",
];

export const ProviderAddress1795846000000 = migration('ProviderAddress1795846000000', { sqlite: SQLITE, postgres: POSTGRES });
