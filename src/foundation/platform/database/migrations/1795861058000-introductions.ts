import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  'CREATE TABLE "introduction" ("id" varchar(36) PRIMARY KEY NOT NULL, "request_id" varchar(80) NOT NULL, "provider_id" varchar(80) NOT NULL, "state" varchar(80) NOT NULL, "proposed_at" varchar(24) NOT NULL, "proposed_by" varchar(80) NOT NULL, "interested_at" varchar(24), "introduced_at" varchar(24), "met_on" varchar(10), "agreed_at" varchar(24), "solution_id" varchar(80), "declined_at" varchar(24), "declined_by" varchar(80), "reason" varchar(80))',
  'CREATE INDEX "IDX_8d104fe347f0edb6cf069dfa25" ON "introduction" ("request_id") ',
  'CREATE INDEX "IDX_02b796a2615d48bc8cf2a4fb66" ON "introduction" ("provider_id") ',
  'CREATE INDEX "IDX_0821e708cc4767bb2b399f1dec" ON "introduction" ("solution_id") ',
  'CREATE UNIQUE INDEX "introduction_once" ON "introduction" ("request_id", "provider_id") WHERE state IN (\'proposed\', \'introduced\', \'met\')',
];

const POSTGRES = [
  'CREATE TABLE "introduction" ("id" character varying(36) NOT NULL, "request_id" character varying(80) NOT NULL, "provider_id" character varying(80) NOT NULL, "state" character varying(80) NOT NULL, "proposed_at" character varying(24) NOT NULL, "proposed_by" character varying(80) NOT NULL, "interested_at" character varying(24), "introduced_at" character varying(24), "met_on" character varying(10), "agreed_at" character varying(24), "solution_id" character varying(80), "declined_at" character varying(24), "declined_by" character varying(80), "reason" character varying(80), CONSTRAINT "PK_d5544c866e1ffeb156a2b636082" PRIMARY KEY ("id"))',
  'CREATE INDEX "IDX_8d104fe347f0edb6cf069dfa25" ON "introduction"  ("request_id") ',
  'CREATE INDEX "IDX_02b796a2615d48bc8cf2a4fb66" ON "introduction"  ("provider_id") ',
  'CREATE INDEX "IDX_0821e708cc4767bb2b399f1dec" ON "introduction"  ("solution_id") ',
  'CREATE UNIQUE INDEX "introduction_once" ON "introduction"  ("request_id", "provider_id") WHERE state IN (\'proposed\', \'introduced\', \'met\')',
];

export const Introductions1795861058000 = migration('Introductions1795861058000', {
  sqlite: SQLITE,
  postgres: POSTGRES,
});
