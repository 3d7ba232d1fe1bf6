import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the tables anew: columns are only added.
const STATEMENTS = [
  'ALTER TABLE "body" ADD "rules" text',
  'ALTER TABLE "commission_session" ADD "rules" text',
  'ALTER TABLE "commission_session" ADD "cut_offs" text',
  'ALTER TABLE "candidacy" ADD "proposed_slots" integer',
  'ALTER TABLE "candidacy" ADD "explanation" text',
];

export const EngineInSession1795619944000 = migration('EngineInSession1795619944000', { sqlite: STATEMENTS, postgres: STATEMENTS });
