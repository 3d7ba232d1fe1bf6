import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"steering_report\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"first_month\" varchar(80) NOT NULL, \"last_month\" varchar(80) NOT NULL, \"facts\" text NOT NULL, \"comments\" text NOT NULL, \"made_at\" varchar(24) NOT NULL, \"made_by\" varchar(80) NOT NULL, \"commented_at\" varchar(24) NOT NULL, \"version\" integer NOT NULL)",
  "CREATE INDEX \"steering_report_made_at\" ON \"steering_report\" (\"made_at\") ",
];

const POSTGRES = [
  "CREATE TABLE \"steering_report\" (\"id\" character varying(36) NOT NULL, \"first_month\" character varying(80) NOT NULL, \"last_month\" character varying(80) NOT NULL, \"facts\" text NOT NULL, \"comments\" text NOT NULL, \"made_at\" character varying(24) NOT NULL, \"made_by\" character varying(80) NOT NULL, \"commented_at\" character varying(24) NOT NULL, \"version\" integer NOT NULL, CONSTRAINT \"PK_80754d3f22751e905ef62be2c12\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"steering_report_made_at\" ON \"steering_report\"  (\"made_at\") ",
];

export const SteeringReports1795874300000 = migration('SteeringReports1795874300000', { sqlite: SQLITE, postgres: POSTGRES });
