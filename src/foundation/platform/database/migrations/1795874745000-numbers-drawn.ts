import { migration } from './migration.js';

// Sessions whose list was fixed before keep the numbers that they have.
export const NumbersDrawn1795874745000 = migration('NumbersDrawn1795874745000', {
  sqlite: ['ALTER TABLE "commission_session" ADD "numbers_seed" varchar(80)'],
  postgres: ['ALTER TABLE "commission_session" ADD "numbers_seed" character varying(80)'],
});
