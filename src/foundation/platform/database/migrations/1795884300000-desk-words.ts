import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  'CREATE TABLE "desk_words" ("id" varchar(36) PRIMARY KEY NOT NULL, "request_id" varchar(80) NOT NULL, "text" text NOT NULL, "written_by" varchar(80) NOT NULL, "written_at" varchar(24) NOT NULL)',
  'CREATE INDEX "IDX_2eb13d66b98873838435326d7c" ON "desk_words" ("request_id") ',
];

const POSTGRES = [
  'CREATE TABLE "desk_words" ("id" character varying(36) NOT NULL, "request_id" character varying(80) NOT NULL, "text" text NOT NULL, "written_by" character varying(80) NOT NULL, "written_at" character varying(24) NOT NULL, CONSTRAINT "PK_f705d4b70b6b2e79bba93c76326" PRIMARY KEY ("id"))',
  'CREATE INDEX "IDX_2eb13d66b98873838435326d7c" ON "desk_words"  ("request_id") ',
];

export const DeskWords1795884300000 = migration('DeskWords1795884300000', { sqlite: SQLITE, postgres: POSTGRES });
