import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"setting_change\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"at\" varchar(24) NOT NULL, \"changed_by\" varchar(80) NOT NULL, \"name\" varchar(80) NOT NULL, \"before\" text NOT NULL, \"after\" text NOT NULL)",
  "CREATE INDEX \"IDX_91fa9f912fed03a03a0061752d\" ON \"setting_change\" (\"territory_id\") ",
  "CREATE INDEX \"setting_change_at\" ON \"setting_change\" (\"at\") ",
];

const POSTGRES = [
  "CREATE TABLE \"setting_change\" (\"id\" character varying(36) NOT NULL, \"territory_id\" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', \"at\" character varying(24) NOT NULL, \"changed_by\" character varying(80) NOT NULL, \"name\" character varying(80) NOT NULL, \"before\" text NOT NULL, \"after\" text NOT NULL, CONSTRAINT \"PK_1933175463c447c9d9b272b049d\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_91fa9f912fed03a03a0061752d\" ON \"setting_change\"  (\"territory_id\") ",
  "CREATE INDEX \"setting_change_at\" ON \"setting_change\"  (\"at\") ",
];

export const SettingChanges1795874207684 = migration('SettingChanges1795874207684', { sqlite: SQLITE, postgres: POSTGRES });
