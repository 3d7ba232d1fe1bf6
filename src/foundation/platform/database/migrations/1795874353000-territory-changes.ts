import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"territory_change\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"at\" varchar(24) NOT NULL, \"changed_by\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"subject\" varchar(80) NOT NULL, \"before\" text, \"after\" text NOT NULL)",
  "CREATE INDEX \"IDX_8593f456b85614ff43adda963c\" ON \"territory_change\" (\"territory_id\") ",
  "CREATE INDEX \"territory_change_at\" ON \"territory_change\" (\"at\") ",
];

const POSTGRES = [
  "CREATE TABLE \"territory_change\" (\"id\" character varying(36) NOT NULL, \"territory_id\" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', \"at\" character varying(24) NOT NULL, \"changed_by\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"subject\" character varying(80) NOT NULL, \"before\" text, \"after\" text NOT NULL, CONSTRAINT \"PK_754599265c374e9205a4ee11cc0\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_8593f456b85614ff43adda963c\" ON \"territory_change\"  (\"territory_id\") ",
  "CREATE INDEX \"territory_change_at\" ON \"territory_change\"  (\"at\") ",
];

export const TerritoryChanges1795874353000 = migration('TerritoryChanges1795874353000', { sqlite: SQLITE, postgres: POSTGRES });
