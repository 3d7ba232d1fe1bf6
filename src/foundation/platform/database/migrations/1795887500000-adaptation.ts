import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"adaptation_step\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"provider_id\" varchar(80), \"step\" varchar(80) NOT NULL, \"details\" text NOT NULL, \"day\" varchar(10) NOT NULL, \"come_back_on\" varchar(10), \"recorded_by\" varchar(80) NOT NULL, \"recorded_at\" varchar(24) NOT NULL)",
  "CREATE INDEX \"IDX_99e613399ef17f14df7c7f5891\" ON \"adaptation_step\" (\"request_id\") ",
  "CREATE INDEX \"IDX_e31a06858c79fad067480f1062\" ON \"adaptation_step\" (\"provider_id\") ",
  "CREATE INDEX \"adaptation_step_back\" ON \"adaptation_step\" (\"come_back_on\") WHERE come_back_on IS NOT NULL",
];

const POSTGRES = [
  "CREATE TABLE \"adaptation_step\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"provider_id\" character varying(80), \"step\" character varying(80) NOT NULL, \"details\" text NOT NULL, \"day\" character varying(10) NOT NULL, \"come_back_on\" character varying(10), \"recorded_by\" character varying(80) NOT NULL, \"recorded_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_45fd5d92c95c8b188171cac21d1\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_99e613399ef17f14df7c7f5891\" ON \"adaptation_step\"  (\"request_id\") ",
  "CREATE INDEX \"IDX_e31a06858c79fad067480f1062\" ON \"adaptation_step\"  (\"provider_id\") ",
  "CREATE INDEX \"adaptation_step_back\" ON \"adaptation_step\"  (\"come_back_on\") WHERE come_back_on IS NOT NULL",
];

export const Adaptation1795887500000 = migration('Adaptation1795887500000', { sqlite: SQLITE, postgres: POSTGRES });
