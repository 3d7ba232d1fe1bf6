import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities (columns added in place, on SQLite too); not edited once released.
/** Whose messages the written ones are, and the name of the job that waits for them. */
const DATA = [
  "UPDATE message SET desk_id = (SELECT desk_id FROM dossier WHERE dossier.id = message.dossier_id) WHERE dossier_id IS NOT NULL",
  "UPDATE job SET type = 'outbox.deliver' WHERE type = 'mail.send' AND state = 'waiting'",
];

const SQLITE = [
  "ALTER TABLE \"message\" ADD COLUMN \"desk_id\" varchar(80)",
  "ALTER TABLE \"message\" ADD COLUMN \"short_text\" text",
  "ALTER TABLE \"message\" ADD COLUMN \"failure\" varchar(80)",
  "ALTER TABLE \"message\" ADD COLUMN \"failure_code\" varchar(80)",
  "ALTER TABLE \"message\" ADD COLUMN \"failed_at\" varchar(24)",
  "ALTER TABLE \"message\" ADD COLUMN \"next_id\" varchar(80)",
  "CREATE INDEX \"IDX_8304ea097403c7be31a058edb1\" ON \"message\" (\"desk_id\") ",
  "CREATE INDEX \"IDX_d7f417e91360a84914c6f93fdc\" ON \"message\" (\"next_id\") ",
  ...DATA,
];

const POSTGRES = [
  "ALTER TABLE \"message\" ADD \"desk_id\" character varying(80)",
  "ALTER TABLE \"message\" ADD \"short_text\" text",
  "ALTER TABLE \"message\" ADD \"failure\" character varying(80)",
  "ALTER TABLE \"message\" ADD \"failure_code\" character varying(80)",
  "ALTER TABLE \"message\" ADD \"failed_at\" character varying(24)",
  "ALTER TABLE \"message\" ADD \"next_id\" character varying(80)",
  "CREATE INDEX \"IDX_8304ea097403c7be31a058edb1\" ON \"message\"  (\"desk_id\") ",
  "CREATE INDEX \"IDX_d7f417e91360a84914c6f93fdc\" ON \"message\"  (\"next_id\") ",
  ...DATA,
];

export const Outbox1795598577245 = migration('Outbox1795598577245', { sqlite: SQLITE, postgres: POSTGRES });
