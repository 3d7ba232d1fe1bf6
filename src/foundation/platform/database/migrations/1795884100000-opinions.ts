import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  'CREATE TABLE "asked_opinion" ("id" varchar(36) PRIMARY KEY NOT NULL, "request_id" varchar(80) NOT NULL, "criterion" varchar(80) NOT NULL, "grid_id" varchar(80) NOT NULL, "least" integer, "most" integer, "name" text NOT NULL, "role" varchar(80) NOT NULL, "expert" varchar(80) NOT NULL, "email" text, "mobile" text, "note" text, "agreed_by" integer NOT NULL, "agreed_on" varchar(10) NOT NULL, "asked_by" varchar(80) NOT NULL, "asked_at" varchar(24) NOT NULL, "until" varchar(10) NOT NULL, "outcome" varchar(80), "ended_at" varchar(24), "points" integer, "reason" varchar(80), "words" text, "declined" varchar(80), "held" varchar(80), "seen_at" varchar(24), "seen_by" varchar(80), "code_mark" varchar(80), "code_until" varchar(24))',
  'CREATE INDEX "IDX_ed62f8eaa6417cf9d3a17447ca" ON "asked_opinion" ("request_id") ',
  'CREATE INDEX "IDX_00e8736223dc83e911e1d26d8c" ON "asked_opinion" ("grid_id") ',
  'CREATE INDEX "asked_opinion_unseen" ON "asked_opinion" ("until") WHERE seen_at IS NULL',
  'CREATE TABLE "asked_opinion_link" ("id" varchar(36) PRIMARY KEY NOT NULL, "opinion_id" varchar(80) NOT NULL, "secret_hash" varchar(80) NOT NULL, "created_at" varchar(24) NOT NULL)',
  'CREATE INDEX "IDX_9da591ed46152a595360dcb245" ON "asked_opinion_link" ("opinion_id") ',
  'CREATE UNIQUE INDEX "IDX_f946eee2b9ab670736cf97598c" ON "asked_opinion_link" ("secret_hash") ',
  'DROP INDEX "IDX_9da591ed46152a595360dcb245"',
  'DROP INDEX "IDX_f946eee2b9ab670736cf97598c"',
  'CREATE TABLE "temporary_asked_opinion_link" ("id" varchar(36) PRIMARY KEY NOT NULL, "opinion_id" varchar(80) NOT NULL, "secret_hash" varchar(80) NOT NULL, "created_at" varchar(24) NOT NULL, CONSTRAINT "FK_9da591ed46152a595360dcb2453" FOREIGN KEY ("opinion_id") REFERENCES "asked_opinion" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)',
  'INSERT INTO "temporary_asked_opinion_link"("id", "opinion_id", "secret_hash", "created_at") SELECT "id", "opinion_id", "secret_hash", "created_at" FROM "asked_opinion_link"',
  'DROP TABLE "asked_opinion_link"',
  'ALTER TABLE "temporary_asked_opinion_link" RENAME TO "asked_opinion_link"',
  'CREATE INDEX "IDX_9da591ed46152a595360dcb245" ON "asked_opinion_link" ("opinion_id") ',
  'CREATE UNIQUE INDEX "IDX_f946eee2b9ab670736cf97598c" ON "asked_opinion_link" ("secret_hash") ',
];

const POSTGRES = [
  'CREATE TABLE "asked_opinion" ("id" character varying(36) NOT NULL, "request_id" character varying(80) NOT NULL, "criterion" character varying(80) NOT NULL, "grid_id" character varying(80) NOT NULL, "least" integer, "most" integer, "name" text NOT NULL, "role" character varying(80) NOT NULL, "expert" character varying(80) NOT NULL, "email" text, "mobile" text, "note" text, "agreed_by" integer NOT NULL, "agreed_on" character varying(10) NOT NULL, "asked_by" character varying(80) NOT NULL, "asked_at" character varying(24) NOT NULL, "until" character varying(10) NOT NULL, "outcome" character varying(80), "ended_at" character varying(24), "points" integer, "reason" character varying(80), "words" text, "declined" character varying(80), "held" character varying(80), "seen_at" character varying(24), "seen_by" character varying(80), "code_mark" character varying(80), "code_until" character varying(24), CONSTRAINT "PK_b1a88aa3b32eba536302302779b" PRIMARY KEY ("id"))',
  'CREATE INDEX "IDX_ed62f8eaa6417cf9d3a17447ca" ON "asked_opinion"  ("request_id") ',
  'CREATE INDEX "IDX_00e8736223dc83e911e1d26d8c" ON "asked_opinion"  ("grid_id") ',
  'CREATE INDEX "asked_opinion_unseen" ON "asked_opinion"  ("until") WHERE seen_at IS NULL',
  'CREATE TABLE "asked_opinion_link" ("id" character varying(36) NOT NULL, "opinion_id" character varying(80) NOT NULL, "secret_hash" character varying(80) NOT NULL, "created_at" character varying(24) NOT NULL, CONSTRAINT "PK_135bc0880cb2c8b617c64b37556" PRIMARY KEY ("id"))',
  'CREATE INDEX "IDX_9da591ed46152a595360dcb245" ON "asked_opinion_link"  ("opinion_id") ',
  'CREATE UNIQUE INDEX "IDX_f946eee2b9ab670736cf97598c" ON "asked_opinion_link"  ("secret_hash") ',
  'ALTER TABLE "asked_opinion_link" ADD CONSTRAINT "FK_9da591ed46152a595360dcb2453" FOREIGN KEY ("opinion_id") REFERENCES "asked_opinion"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export const Opinions1795884100000 = migration('Opinions1795884100000', { sqlite: SQLITE, postgres: POSTGRES });
