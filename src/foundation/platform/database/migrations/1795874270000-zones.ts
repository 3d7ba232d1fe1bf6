import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"children_count\" (\"commune_code\" varchar(80) NOT NULL, \"year\" varchar(80) NOT NULL, \"children\" integer NOT NULL, \"source\" text NOT NULL, \"estimated\" boolean NOT NULL, \"recorded_at\" varchar(24) NOT NULL, \"recorded_by\" varchar(80) NOT NULL, PRIMARY KEY (\"commune_code\", \"year\"))",
  "CREATE TABLE \"zone_scenario\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"name\" text NOT NULL, \"offer\" text NOT NULL, \"created_at\" varchar(24) NOT NULL, \"created_by\" varchar(80) NOT NULL, \"result\" text, \"computed_at\" varchar(24))",
  "CREATE INDEX \"IDX_da026c22f0944237f7cfd78a56\" ON \"zone_scenario\" (\"territory_id\") ",
  "CREATE TABLE \"area_hypothesis\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"name\" text NOT NULL, \"from\" varchar(10) NOT NULL, \"areas\" text NOT NULL, \"version\" integer NOT NULL, \"created_at\" varchar(24) NOT NULL, \"created_by\" varchar(80) NOT NULL)",
  "CREATE INDEX \"IDX_f645e290a54b3f040950a087a9\" ON \"area_hypothesis\" (\"territory_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"children_count\" (\"commune_code\" character varying(80) NOT NULL, \"year\" character varying(80) NOT NULL, \"children\" integer NOT NULL, \"source\" text NOT NULL, \"estimated\" boolean NOT NULL, \"recorded_at\" character varying(24) NOT NULL, \"recorded_by\" character varying(80) NOT NULL, CONSTRAINT \"PK_dfe212ebdd5cb5bfce8ba8a0e05\" PRIMARY KEY (\"commune_code\", \"year\"))",
  "CREATE TABLE \"zone_scenario\" (\"id\" character varying(36) NOT NULL, \"territory_id\" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', \"name\" text NOT NULL, \"offer\" text NOT NULL, \"created_at\" character varying(24) NOT NULL, \"created_by\" character varying(80) NOT NULL, \"result\" text, \"computed_at\" character varying(24), CONSTRAINT \"PK_88b1c8352572035c4e0a22c2952\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_da026c22f0944237f7cfd78a56\" ON \"zone_scenario\"  (\"territory_id\") ",
  "CREATE TABLE \"area_hypothesis\" (\"id\" character varying(36) NOT NULL, \"territory_id\" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', \"name\" text NOT NULL, \"from\" character varying(10) NOT NULL, \"areas\" text NOT NULL, \"version\" integer NOT NULL, \"created_at\" character varying(24) NOT NULL, \"created_by\" character varying(80) NOT NULL, CONSTRAINT \"PK_5b7d180095b6baf9675925a9bab\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_f645e290a54b3f040950a087a9\" ON \"area_hypothesis\"  (\"territory_id\") ",
];

export const Zones1795874270000 = migration('Zones1795874270000', { sqlite: SQLITE, postgres: POSTGRES });
