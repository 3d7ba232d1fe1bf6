import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities (on SQLite the column is added instead of making the table anew); not edited once released.
const SQLITE = [
  "ALTER TABLE \"job\" ADD \"published_at\" varchar(24)",
  "CREATE INDEX \"job_published\" ON \"job\" (\"published_at\") WHERE published_at IS NOT NULL",
  "CREATE INDEX \"job_to_publish\" ON \"job\" (\"run_at\") WHERE state = 'waiting' AND published_at IS NULL",
];

const POSTGRES = [
  "ALTER TABLE \"job\" ADD \"published_at\" character varying(24)",
  "CREATE INDEX \"job_published\" ON \"job\"  (\"published_at\") WHERE published_at IS NOT NULL",
  "CREATE INDEX \"job_to_publish\" ON \"job\"  (\"run_at\") WHERE state = 'waiting' AND published_at IS NULL",
];

export const PublishedJobs1795597689398 = migration('PublishedJobs1795597689398', { sqlite: SQLITE, postgres: POSTGRES });
