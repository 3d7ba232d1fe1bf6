import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make two tables anew: columns are only added.
const BOTH = [
  'CREATE UNIQUE INDEX "busy_calendar_once" ON "busy_calendar" ("person_key") ',
  'CREATE INDEX "IDX_714bc79660e1d4073c6e26ce8f" ON "busy_period" ("calendar_id") ',
  'CREATE INDEX "busy_period_end" ON "busy_period" ("ends_at") ',
  'ALTER TABLE "body" ADD "recurrence" text',
  'CREATE UNIQUE INDEX "commission_session_recurrence" ON "commission_session" ("body_id", "recurrence_day") ',
];

const SQLITE = [
  'ALTER TABLE "commission_session" ADD "recurrence_day" varchar(10)',
  'CREATE TABLE "school_calendar" ("id" varchar(80) PRIMARY KEY NOT NULL, "zone" text NOT NULL, "holidays" text NOT NULL, "imported_at" varchar(24) NOT NULL)',
  'CREATE TABLE "busy_calendar" ("id" varchar(36) PRIMARY KEY NOT NULL, "person_key" varchar(80) NOT NULL, "address" text, "since" varchar(24) NOT NULL, "tried_at" varchar(24), "read_at" varchar(24), "failure" varchar(80))',
  'CREATE TABLE "busy_period" ("id" varchar(36) PRIMARY KEY NOT NULL, "calendar_id" varchar(80) NOT NULL, "starts_at" varchar(24) NOT NULL, "ends_at" varchar(24) NOT NULL, CONSTRAINT "FK_714bc79660e1d4073c6e26ce8f5" FOREIGN KEY ("calendar_id") REFERENCES "busy_calendar" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)',
  ...BOTH,
];

const POSTGRES = [
  'ALTER TABLE "commission_session" ADD "recurrence_day" character varying(10)',
  'CREATE TABLE "school_calendar" ("id" character varying(80) NOT NULL, "zone" text NOT NULL, "holidays" text NOT NULL, "imported_at" character varying(24) NOT NULL, CONSTRAINT "PK_cfe545fe11d8f840e8e689c2243" PRIMARY KEY ("id"))',
  'CREATE TABLE "busy_calendar" ("id" character varying(36) NOT NULL, "person_key" character varying(80) NOT NULL, "address" text, "since" character varying(24) NOT NULL, "tried_at" character varying(24), "read_at" character varying(24), "failure" character varying(80), CONSTRAINT "PK_b728525433eb1b3d943871ac0fd" PRIMARY KEY ("id"))',
  'CREATE TABLE "busy_period" ("id" character varying(36) NOT NULL, "calendar_id" character varying(80) NOT NULL, "starts_at" character varying(24) NOT NULL, "ends_at" character varying(24) NOT NULL, CONSTRAINT "PK_e07d2feb6836b5afa3a666fc4b4" PRIMARY KEY ("id"))',
  ...BOTH,
  'ALTER TABLE "busy_period" ADD CONSTRAINT "FK_714bc79660e1d4073c6e26ce8f5" FOREIGN KEY ("calendar_id") REFERENCES "busy_calendar"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export const DaysAndBusyTimes1795632926730 = migration('DaysAndBusyTimes1795632926730', { sqlite: SQLITE, postgres: POSTGRES });
