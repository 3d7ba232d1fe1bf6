import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  'CREATE TABLE "request_agent" ("request_id" varchar(36) PRIMARY KEY NOT NULL, "account_id" varchar(80) NOT NULL, "given_by" varchar(80) NOT NULL, "given_at" varchar(24) NOT NULL)',
  'CREATE INDEX "IDX_6ab1c4a8991d4e510186bd9c6a" ON "request_agent" ("account_id") ',
  'CREATE TABLE "agent_absence" ("id" varchar(36) PRIMARY KEY NOT NULL, "account_id" varchar(80) NOT NULL, "stand_in_id" varchar(80) NOT NULL, "from" varchar(10) NOT NULL, "to" varchar(10) NOT NULL, "noted_at" varchar(24) NOT NULL)',
  'CREATE INDEX "IDX_27f3cb7a9b7c10ab84b39e708f" ON "agent_absence" ("account_id") ',
  'CREATE INDEX "IDX_ed90b3ad2dac9f6dee939ac5f0" ON "agent_absence" ("stand_in_id") ',
  'CREATE INDEX "IDX_773e23e83b509766904ecfca2a" ON "agent_absence" ("to") ',
];

const POSTGRES = [
  'CREATE TABLE "request_agent" ("request_id" character varying(36) NOT NULL, "account_id" character varying(80) NOT NULL, "given_by" character varying(80) NOT NULL, "given_at" character varying(24) NOT NULL, CONSTRAINT "PK_e39e7a9cd0d60561684da6f1cea" PRIMARY KEY ("request_id"))',
  'CREATE INDEX "IDX_6ab1c4a8991d4e510186bd9c6a" ON "request_agent"  ("account_id") ',
  'CREATE TABLE "agent_absence" ("id" character varying(36) NOT NULL, "account_id" character varying(80) NOT NULL, "stand_in_id" character varying(80) NOT NULL, "from" character varying(10) NOT NULL, "to" character varying(10) NOT NULL, "noted_at" character varying(24) NOT NULL, CONSTRAINT "PK_d924e62aa6d14349910e9369abb" PRIMARY KEY ("id"))',
  'CREATE INDEX "IDX_27f3cb7a9b7c10ab84b39e708f" ON "agent_absence"  ("account_id") ',
  'CREATE INDEX "IDX_ed90b3ad2dac9f6dee939ac5f0" ON "agent_absence"  ("stand_in_id") ',
  'CREATE INDEX "IDX_773e23e83b509766904ecfca2a" ON "agent_absence"  ("to") ',
];

export const RequestAgents1795884000000 = migration('RequestAgents1795884000000', {
  sqlite: SQLITE,
  postgres: POSTGRES,
});
