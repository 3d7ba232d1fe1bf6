import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make both tables anew: columns are only added.
const STATEMENTS = [
  'ALTER TABLE "offer" ADD "said_by" integer',
  'ALTER TABLE "placement" ADD "adaptation_from" varchar(10)',
  'ALTER TABLE "placement" ADD "start_from" varchar(10)',
  'ALTER TABLE "placement" ADD "dates_state" varchar(80)',
  'ALTER TABLE "placement" ADD "dates_at" varchar(24)',
];

export const AnswersAndStarts1795635000000 = migration('AnswersAndStarts1795635000000', { sqlite: STATEMENTS, postgres: STATEMENTS });
