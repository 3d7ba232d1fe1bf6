import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"stay_ending\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"reason\" text NOT NULL, \"placement_ids\" text NOT NULL, \"ended_at\" varchar(24) NOT NULL, \"ended_by\" varchar(80) NOT NULL, \"undone_at\" varchar(24), \"undone_by\" varchar(80))",
  "CREATE INDEX \"IDX_cdc7b68c7bdd3c89cd465f9503\" ON \"stay_ending\" (\"provider_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"stay_ending\" (\"id\" character varying(36) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"reason\" text NOT NULL, \"placement_ids\" text NOT NULL, \"ended_at\" character varying(24) NOT NULL, \"ended_by\" character varying(80) NOT NULL, \"undone_at\" character varying(24), \"undone_by\" character varying(80), CONSTRAINT \"PK_70c53d1304c4b4e779eba6f105e\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_cdc7b68c7bdd3c89cd465f9503\" ON \"stay_ending\"  (\"provider_id\") ",
];

export const StayEndings1795874351000 = migration('StayEndings1795874351000', { sqlite: SQLITE, postgres: POSTGRES });
