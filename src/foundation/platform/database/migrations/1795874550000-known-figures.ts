import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"known_figures\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"from_day\" varchar(10) NOT NULL, \"to_day\" varchar(10) NOT NULL, \"horizon_weeks\" integer NOT NULL, \"sums\" text, \"asked_at\" varchar(24) NOT NULL)",
  "CREATE INDEX \"known_figures_asked_at\" ON \"known_figures\" (\"asked_at\") ",
  "CREATE UNIQUE INDEX \"known_figures_period\" ON \"known_figures\" (\"from_day\", \"to_day\", \"horizon_weeks\") ",
];

const POSTGRES = [
  "CREATE TABLE \"known_figures\" (\"id\" character varying(36) NOT NULL, \"from_day\" character varying(10) NOT NULL, \"to_day\" character varying(10) NOT NULL, \"horizon_weeks\" integer NOT NULL, \"sums\" text, \"asked_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_16f21561c0d32431084e929d5b8\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"known_figures_asked_at\" ON \"known_figures\"  (\"asked_at\") ",
  "CREATE UNIQUE INDEX \"known_figures_period\" ON \"known_figures\"  (\"from_day\", \"to_day\", \"horizon_weeks\") ",
];

export const KnownFigures1795874550000 = migration('KnownFigures1795874550000', { sqlite: SQLITE, postgres: POSTGRES });
