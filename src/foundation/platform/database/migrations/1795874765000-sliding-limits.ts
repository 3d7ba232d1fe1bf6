import { migration } from './migration.js';

// Not edited once released. What was counted within the last day is not taken over: the former marks do not say whose
// they are, and the limits begin anew once.
const FORMER = ['DROP TABLE "reading_mark"', 'DROP TABLE "reading_count"'];

const SQLITE = [
  ...FORMER,
  'CREATE TABLE "hourly_count" ("key" varchar(80) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "count" integer NOT NULL)',
  'CREATE INDEX "IDX_d10cf522c57e5a1f28e56c14e5" ON "hourly_count" ("at") ',
  'CREATE TABLE "reading_account" ("account_id" varchar(80) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "windows" text NOT NULL, "unanswered" integer NOT NULL, "told_at" varchar(24))',
  'CREATE INDEX "IDX_42f79091299a127179235059f6" ON "reading_account" ("at") ',
  'CREATE TABLE "reading_mark" ("key" varchar(80) PRIMARY KEY NOT NULL, "reader" varchar(80) NOT NULL, "at" varchar(24) NOT NULL)',
  'CREATE INDEX "IDX_c93a7c3224ad0aa4da0209c644" ON "reading_mark" ("at") ',
  'CREATE INDEX "reading_mark_reader" ON "reading_mark" ("reader", "at") ',
];

const POSTGRES = [
  ...FORMER,
  'CREATE TABLE "hourly_count" ("key" character varying(80) NOT NULL, "at" character varying(24) NOT NULL, "count" integer NOT NULL, CONSTRAINT "PK_628dc1b14e5b24874ce68f136dd" PRIMARY KEY ("key"))',
  'CREATE INDEX "IDX_d10cf522c57e5a1f28e56c14e5" ON "hourly_count"  ("at") ',
  'CREATE TABLE "reading_account" ("account_id" character varying(80) NOT NULL, "at" character varying(24) NOT NULL, "windows" text NOT NULL, "unanswered" integer NOT NULL, "told_at" character varying(24), CONSTRAINT "PK_188b15541cff90a4e2ace0abfcc" PRIMARY KEY ("account_id"))',
  'CREATE INDEX "IDX_42f79091299a127179235059f6" ON "reading_account"  ("at") ',
  'CREATE TABLE "reading_mark" ("key" character varying(80) NOT NULL, "reader" character varying(80) NOT NULL, "at" character varying(24) NOT NULL, CONSTRAINT "PK_446567824a30b18893092862182" PRIMARY KEY ("key"))',
  'CREATE INDEX "IDX_c93a7c3224ad0aa4da0209c644" ON "reading_mark"  ("at") ',
  'CREATE INDEX "reading_mark_reader" ON "reading_mark"  ("reader", "at") ',
];

export const SlidingLimits1795874765000 = migration('SlidingLimits1795874765000', { sqlite: SQLITE, postgres: POSTGRES });
