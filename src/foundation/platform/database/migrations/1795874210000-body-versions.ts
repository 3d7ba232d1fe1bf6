import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "DROP INDEX \"IDX_9981befb1286a9f5644ee9d5d9\"",
  "CREATE TABLE \"temporary_body\" (\"id\" varchar(80) PRIMARY KEY NOT NULL, \"name\" text NOT NULL, \"establishment_ids\" text NOT NULL, \"notice_days\" integer NOT NULL, \"offer_days\" integer NOT NULL, \"reoffer_allowed\" boolean NOT NULL, \"rules\" text, \"quorum\" integer, \"rooms\" text NOT NULL DEFAULT ('[]'), \"sits_in_school_holidays\" boolean NOT NULL DEFAULT (0), \"recurrence\" text, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"version\" integer NOT NULL DEFAULT (0))",
  "INSERT INTO \"temporary_body\"(\"id\", \"name\", \"establishment_ids\", \"notice_days\", \"offer_days\", \"reoffer_allowed\", \"rules\", \"quorum\", \"rooms\", \"sits_in_school_holidays\", \"recurrence\", \"territory_id\") SELECT \"id\", \"name\", \"establishment_ids\", \"notice_days\", \"offer_days\", \"reoffer_allowed\", \"rules\", \"quorum\", \"rooms\", \"sits_in_school_holidays\", \"recurrence\", \"territory_id\" FROM \"body\"",
  "DROP TABLE \"body\"",
  "ALTER TABLE \"temporary_body\" RENAME TO \"body\"",
  "CREATE INDEX \"IDX_9981befb1286a9f5644ee9d5d9\" ON \"body\" (\"territory_id\") ",
];

const POSTGRES = [
  "ALTER TABLE \"body\" ADD \"version\" integer NOT NULL DEFAULT '0'",
];

export const BodyVersions1795874210000 = migration('BodyVersions1795874210000', { sqlite: SQLITE, postgres: POSTGRES });
