import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities (on SQLite the column is added instead of making the table anew); not edited once released.
const SQLITE = [
  "ALTER TABLE \"job\" ADD \"correlation\" varchar(80)",
  "CREATE INDEX \"IDX_f0ad4c6bc427f11149910f9100\" ON \"staff_session\" (\"expires_at\") ",
  "CREATE INDEX \"IDX_8e35674c0665f155f174c77c00\" ON \"family_session\" (\"expires_at\") ",
  "CREATE INDEX \"message_waiting\" ON \"message\" (\"state\") WHERE state = 'waiting'",
];

const POSTGRES = [
  "ALTER TABLE \"job\" ADD \"correlation\" character varying(80)",
  "CREATE INDEX \"IDX_f0ad4c6bc427f11149910f9100\" ON \"staff_session\"  (\"expires_at\") ",
  "CREATE INDEX \"IDX_8e35674c0665f155f174c77c00\" ON \"family_session\"  (\"expires_at\") ",
  "CREATE INDEX \"message_waiting\" ON \"message\"  (\"state\") WHERE state = 'waiting'",
];

export const Running1795597777236 = migration('Running1795597777236', { sqlite: SQLITE, postgres: POSTGRES });
