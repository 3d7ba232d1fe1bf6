import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"follow_up\" (\"request_id\" varchar(80) PRIMARY KEY NOT NULL, \"asked\" varchar(80) NOT NULL, \"reminders\" integer NOT NULL, \"since\" varchar(24) NOT NULL)",
];

const POSTGRES = [
  "CREATE TABLE \"follow_up\" (\"request_id\" character varying(80) NOT NULL, \"asked\" character varying(80) NOT NULL, \"reminders\" integer NOT NULL, \"since\" character varying(24) NOT NULL, CONSTRAINT \"PK_c210e1bbd9ac458198efb68cc88\" PRIMARY KEY (\"request_id\"))",
];

export const FollowUps1795582242992 = migration('FollowUps1795582242992', { sqlite: SQLITE, postgres: POSTGRES });
