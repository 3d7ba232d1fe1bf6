import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"nobody_present\" (\"provider_id\" varchar(80) PRIMARY KEY NOT NULL, \"said_at\" varchar(24) NOT NULL, \"said_by\" varchar(80) NOT NULL)",
];

const POSTGRES = [
  "CREATE TABLE \"nobody_present\" (\"provider_id\" character varying(80) NOT NULL, \"said_at\" character varying(24) NOT NULL, \"said_by\" character varying(80) NOT NULL, CONSTRAINT \"PK_46cf47c708ccde0d88993e9d0fe\" PRIMARY KEY (\"provider_id\"))",
];

export const NobodyPresent1795874211000 = migration('NobodyPresent1795874211000', { sqlite: SQLITE, postgres: POSTGRES });
