import { migration } from './migration.js';

// Not edited once released.
const INDEXES = [
  'CREATE INDEX "IDX_5feeb0a740c0806d7652e0631b" ON "asked_proof" ("session_id") ',
  'CREATE INDEX "IDX_ace0b67cdf38dfa2dc13173439" ON "asked_proof" ("request_id") ',
  'CREATE UNIQUE INDEX "asked_proof_once" ON "asked_proof" ("session_id", "request_id", "criterion") ',
];

const SQLITE = [
  'CREATE TABLE "asked_proof" ("id" varchar(36) PRIMARY KEY NOT NULL, "session_id" varchar(80) NOT NULL, "request_id" varchar(80) NOT NULL, "criterion" varchar(80) NOT NULL, "asked_at" varchar(24) NOT NULL, CONSTRAINT "FK_5feeb0a740c0806d7652e0631b5" FOREIGN KEY ("session_id") REFERENCES "commission_session" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)',
  ...INDEXES,
];

const POSTGRES = [
  'CREATE TABLE "asked_proof" ("id" character varying(36) NOT NULL, "session_id" character varying(80) NOT NULL, "request_id" character varying(80) NOT NULL, "criterion" character varying(80) NOT NULL, "asked_at" character varying(24) NOT NULL, CONSTRAINT "PK_8ef03a0870786a2a9c2075b800e" PRIMARY KEY ("id"))',
  ...INDEXES,
  'ALTER TABLE "asked_proof" ADD CONSTRAINT "FK_5feeb0a740c0806d7652e0631b5" FOREIGN KEY ("session_id") REFERENCES "commission_session"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export const AskedProofs1795874246000 = migration('AskedProofs1795874246000', { sqlite: SQLITE, postgres: POSTGRES });
