import { migration } from './migration.js';

// Not edited once released.
const INDEXES = [
  'CREATE INDEX "IDX_36ae865a80a5a6039d077eab52" ON "reading_count" ("at") ',
  'CREATE INDEX "IDX_c93a7c3224ad0aa4da0209c644" ON "reading_mark" ("at") ',
];

const SQLITE = [
  'CREATE TABLE "reading_count" ("key" varchar(80) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "count" integer NOT NULL, "confirmed_at" varchar(24), "stopped_at" varchar(24))',
  'CREATE TABLE "reading_mark" ("key" varchar(80) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL)',
  ...INDEXES,
];

const POSTGRES = [
  'CREATE TABLE "reading_count" ("key" character varying(80) NOT NULL, "at" character varying(24) NOT NULL, "count" integer NOT NULL, "confirmed_at" character varying(24), "stopped_at" character varying(24), CONSTRAINT "PK_201968c215a93b581ae36cd91b3" PRIMARY KEY ("key"))',
  'CREATE TABLE "reading_mark" ("key" character varying(80) NOT NULL, "at" character varying(24) NOT NULL, CONSTRAINT "PK_446567824a30b18893092862182" PRIMARY KEY ("key"))',
  ...INDEXES,
];

export const ReadingLimits1795874291000 = migration('ReadingLimits1795874291000', { sqlite: SQLITE, postgres: POSTGRES });
