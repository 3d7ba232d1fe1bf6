import { migration } from './migration.js';

export const FirstCalls1795874754000 = migration('FirstCalls1795874754000', {
  sqlite: ['ALTER TABLE "offer" ADD "contact_of" text', 'ALTER TABLE "offer" ADD "called_on" varchar(10)'],
  postgres: ['ALTER TABLE "offer" ADD "contact_of" text', 'ALTER TABLE "offer" ADD "called_on" character varying(10)'],
});
