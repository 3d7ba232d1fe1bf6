import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the table anew: a column is only added.
const SQLITE = ['ALTER TABLE "child_request" ADD "act_after_reach" text'];

const POSTGRES = ['ALTER TABLE "child_request" ADD "act_after_reach" text'];

export const Reach1795602400000 = migration('Reach1795602400000', { sqlite: SQLITE, postgres: POSTGRES });
