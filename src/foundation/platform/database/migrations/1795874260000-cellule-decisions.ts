import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"cellule_decision\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"note\" text, \"due_on\" varchar(10) NOT NULL, \"decided_by\" varchar(80) NOT NULL, \"decided_at\" varchar(24) NOT NULL, \"outcome\" varchar(80), \"outcome_by\" varchar(80), \"outcome_at\" varchar(24))",
  "CREATE INDEX \"IDX_2c436c0e2d783650758028c052\" ON \"cellule_decision\" (\"request_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"cellule_decision\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"note\" text, \"due_on\" character varying(10) NOT NULL, \"decided_by\" character varying(80) NOT NULL, \"decided_at\" character varying(24) NOT NULL, \"outcome\" character varying(80), \"outcome_by\" character varying(80), \"outcome_at\" character varying(24), CONSTRAINT \"PK_890841756b9aaf6c4d2884a42be\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_2c436c0e2d783650758028c052\" ON \"cellule_decision\"  (\"request_id\") ",
];

export const CelluleDecisions1795874260000 = migration('CelluleDecisions1795874260000', { sqlite: SQLITE, postgres: POSTGRES });
