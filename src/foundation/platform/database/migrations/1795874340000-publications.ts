import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"publication\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"quarter\" varchar(80) NOT NULL, \"state\" varchar(80) NOT NULL, \"content\" text, \"known_at\" varchar(24), \"asked_at\" varchar(24) NOT NULL, \"asked_by\" varchar(80) NOT NULL, \"published_at\" varchar(24), \"reason\" text)",
  "CREATE UNIQUE INDEX \"publication_quarter\" ON \"publication\" (\"quarter\") ",
];

const POSTGRES = [
  "CREATE TABLE \"publication\" (\"id\" character varying(36) NOT NULL, \"quarter\" character varying(80) NOT NULL, \"state\" character varying(80) NOT NULL, \"content\" text, \"known_at\" character varying(24), \"asked_at\" character varying(24) NOT NULL, \"asked_by\" character varying(80) NOT NULL, \"published_at\" character varying(24), \"reason\" text, CONSTRAINT \"PK_8aea8363d5213896a78d8365fab\" PRIMARY KEY (\"id\"))",
  "CREATE UNIQUE INDEX \"publication_quarter\" ON \"publication\"  (\"quarter\") ",
];

export const Publications1795874340000 = migration('Publications1795874340000', { sqlite: SQLITE, postgres: POSTGRES });
