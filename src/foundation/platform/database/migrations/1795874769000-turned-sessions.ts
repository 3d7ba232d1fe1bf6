import { migration } from './migration.js';

// Not edited once released.
const STATEMENTS = [
  'ALTER TABLE "family_session" ADD COLUMN "turn_hash" varchar(80)',
  'ALTER TABLE "family_session" ADD COLUMN "turned_at" varchar(24)',
  'ALTER TABLE "family_session" ADD COLUMN "turned_in" varchar(80)',
];

export const TurnedSessions1795874769000 = migration('TurnedSessions1795874769000', {
  sqlite: STATEMENTS,
  postgres: STATEMENTS,
});
