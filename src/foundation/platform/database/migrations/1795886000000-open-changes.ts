import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE INDEX \"proposed_change_open\" ON \"proposed_change\" (\"dossier_id\", \"request_id\") WHERE state = 'open'",
];

const POSTGRES = [
  "CREATE INDEX \"proposed_change_open\" ON \"proposed_change\"  (\"dossier_id\", \"request_id\") WHERE state = 'open'",
];

export const OpenChanges1795886000000 = migration('OpenChanges1795886000000', { sqlite: SQLITE, postgres: POSTGRES });
