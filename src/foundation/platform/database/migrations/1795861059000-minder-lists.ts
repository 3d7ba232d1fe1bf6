import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  'CREATE TABLE "minder_list" ("id" varchar(36) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "file_name" text NOT NULL, "sent_by" varchar(80) NOT NULL, "rows" integer NOT NULL, "state" varchar(80) NOT NULL, "entered" text NOT NULL)',
];

const POSTGRES = [
  'CREATE TABLE "minder_list" ("id" character varying(36) NOT NULL, "at" character varying(24) NOT NULL, "file_name" text NOT NULL, "sent_by" character varying(80) NOT NULL, "rows" integer NOT NULL, "state" character varying(80) NOT NULL, "entered" text NOT NULL, CONSTRAINT "PK_21b6de4f15a3f754fd9805455a8" PRIMARY KEY ("id"))',
];

export const MinderLists1795861059000 = migration('MinderLists1795861059000', { sqlite: SQLITE, postgres: POSTGRES });
