import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make both tables anew: columns are only added.
const SQLITE = [
  'ALTER TABLE "body" ADD "quorum" integer',
  `ALTER TABLE "body" ADD "rooms" text NOT NULL DEFAULT ('[]')`,
  'ALTER TABLE "body" ADD "sits_in_school_holidays" boolean NOT NULL DEFAULT (0)',
  'ALTER TABLE "body_member" ADD "left_on" varchar(10)',
];

const POSTGRES = [
  'ALTER TABLE "body" ADD "quorum" integer',
  `ALTER TABLE "body" ADD "rooms" text NOT NULL DEFAULT '[]'`,
  'ALTER TABLE "body" ADD "sits_in_school_holidays" boolean NOT NULL DEFAULT false',
  'ALTER TABLE "body_member" ADD "left_on" character varying(10)',
];

export const BodySettings1795623000000 = migration('BodySettings1795623000000', { sqlite: SQLITE, postgres: POSTGRES });
