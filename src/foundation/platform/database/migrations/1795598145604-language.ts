import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make both tables anew: a column is only added.
const SQLITE = [
  "ALTER TABLE \"dossier\" ADD \"language\" varchar(80) NOT NULL DEFAULT ('fr')",
  "ALTER TABLE \"message\" ADD \"language\" varchar(80) NOT NULL DEFAULT ('fr')",
];

const POSTGRES = [
  "ALTER TABLE \"dossier\" ADD \"language\" character varying(80) NOT NULL DEFAULT 'fr'",
  "ALTER TABLE \"message\" ADD \"language\" character varying(80) NOT NULL DEFAULT 'fr'",
];

export const Language1795598145604 = migration('Language1795598145604', { sqlite: SQLITE, postgres: POSTGRES });
