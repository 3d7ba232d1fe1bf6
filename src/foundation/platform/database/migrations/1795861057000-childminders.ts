import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  'CREATE TABLE "childminder" ("provider_id" varchar(80) PRIMARY KEY NOT NULL, "aged_places" text NOT NULL, "agreement_from" varchar(10), "agreement_to" varchar(10), "renewal_told_for" varchar(10), "birth_year" integer, "told_on" varchar(10), "shown_contacts" text NOT NULL, "channel" varchar(80) NOT NULL, "free" text, "free_from" varchar(10), "said_at" varchar(24), "confirmed_at" varchar(24), "asked_on" varchar(10))',
  'CREATE TABLE "childminder_link" ("id" varchar(36) PRIMARY KEY NOT NULL, "provider_id" varchar(80) NOT NULL, "secret_hash" varchar(80) NOT NULL, "created_at" varchar(24) NOT NULL, "used_at" varchar(24), "voided_at" varchar(24))',
  'CREATE INDEX "IDX_47a575c366d26746cd0ecd157d" ON "childminder_link" ("provider_id") ',
  'CREATE UNIQUE INDEX "IDX_3b1d9f44e67bc52617a5d21f37" ON "childminder_link" ("secret_hash") ',
];

const POSTGRES = [
  'CREATE TABLE "childminder" ("provider_id" character varying(80) NOT NULL, "aged_places" text NOT NULL, "agreement_from" character varying(10), "agreement_to" character varying(10), "renewal_told_for" character varying(10), "birth_year" integer, "told_on" character varying(10), "shown_contacts" text NOT NULL, "channel" character varying(80) NOT NULL, "free" text, "free_from" character varying(10), "said_at" character varying(24), "confirmed_at" character varying(24), "asked_on" character varying(10), CONSTRAINT "PK_0e957c89a00b12e0b434646e749" PRIMARY KEY ("provider_id"))',
  'CREATE TABLE "childminder_link" ("id" character varying(36) NOT NULL, "provider_id" character varying(80) NOT NULL, "secret_hash" character varying(80) NOT NULL, "created_at" character varying(24) NOT NULL, "used_at" character varying(24), "voided_at" character varying(24), CONSTRAINT "PK_6f79190d1a9c541a51c60000743" PRIMARY KEY ("id"))',
  'CREATE INDEX "IDX_47a575c366d26746cd0ecd157d" ON "childminder_link"  ("provider_id") ',
  'CREATE UNIQUE INDEX "IDX_3b1d9f44e67bc52617a5d21f37" ON "childminder_link"  ("secret_hash") ',
];

export const Childminders1795861057000 = migration('Childminders1795861057000', { sqlite: SQLITE, postgres: POSTGRES });
