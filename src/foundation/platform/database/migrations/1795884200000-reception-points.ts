import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  'CREATE TABLE "reception_point" ("id" varchar(80) PRIMARY KEY NOT NULL, "name" text NOT NULL, "kind" varchar(80) NOT NULL, "commune_codes" text NOT NULL, "created_at" varchar(24) NOT NULL, "version" integer NOT NULL DEFAULT (1))',
  'CREATE TABLE "point_filing" ("id" varchar(36) PRIMARY KEY NOT NULL, "point_id" varchar(80) NOT NULL, "draft_id" varchar(80) NOT NULL, "kind" varchar(80) NOT NULL, "filed_at" varchar(24) NOT NULL, "filed_by" varchar(80) NOT NULL, "request_id" varchar(80), "dossier_id" varchar(80), "number" varchar(80), "first_name" text, "gaps" text NOT NULL, "hidden_at" varchar(24), CONSTRAINT "FK_69465821ebabbeec891fb485f3e" FOREIGN KEY ("point_id") REFERENCES "reception_point" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)',
  'CREATE INDEX "IDX_69465821ebabbeec891fb485f3" ON "point_filing" ("point_id") ',
  'CREATE INDEX "IDX_397efe537e441ed177e14c5157" ON "point_filing" ("filed_by") ',
  'CREATE INDEX "IDX_7687120192f8eec5ad0020ea55" ON "point_filing" ("request_id") ',
  'CREATE INDEX "IDX_7612259dc34b949754636ad62a" ON "point_filing" ("dossier_id") ',
  'CREATE INDEX "point_filing_list" ON "point_filing" ("point_id", "filed_at", "id") ',
  'CREATE UNIQUE INDEX "point_filing_once" ON "point_filing" ("draft_id", "request_id") ',
  'ALTER TABLE "draft" ADD "point_id" varchar(80)',
  'CREATE INDEX "IDX_16f27c7ee3655df4a4f8c1cf2c" ON "draft" ("point_id") ',
  'ALTER TABLE "enquiry" ADD "point_id" varchar(80)',
  'CREATE INDEX "IDX_860abdc1f717a14343eb42490d" ON "enquiry" ("point_id") ',
];

const POSTGRES = [
  "CREATE TABLE \"reception_point\" (\"id\" character varying(80) NOT NULL, \"name\" text NOT NULL, \"kind\" character varying(80) NOT NULL, \"commune_codes\" text NOT NULL, \"created_at\" character varying(24) NOT NULL, \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"PK_a80466166110796761c8e67340e\" PRIMARY KEY (\"id\"))",
  'CREATE TABLE "point_filing" ("id" character varying(36) NOT NULL, "point_id" character varying(80) NOT NULL, "draft_id" character varying(80) NOT NULL, "kind" character varying(80) NOT NULL, "filed_at" character varying(24) NOT NULL, "filed_by" character varying(80) NOT NULL, "request_id" character varying(80), "dossier_id" character varying(80), "number" character varying(80), "first_name" text, "gaps" text NOT NULL, "hidden_at" character varying(24), CONSTRAINT "PK_1f3b6be2f7494aa466ac7a7e6cd" PRIMARY KEY ("id"))',
  'CREATE INDEX "IDX_69465821ebabbeec891fb485f3" ON "point_filing"  ("point_id") ',
  'CREATE INDEX "IDX_397efe537e441ed177e14c5157" ON "point_filing"  ("filed_by") ',
  'CREATE INDEX "IDX_7687120192f8eec5ad0020ea55" ON "point_filing"  ("request_id") ',
  'CREATE INDEX "IDX_7612259dc34b949754636ad62a" ON "point_filing"  ("dossier_id") ',
  'CREATE INDEX "point_filing_list" ON "point_filing"  ("point_id", "filed_at", "id") ',
  'CREATE UNIQUE INDEX "point_filing_once" ON "point_filing"  ("draft_id", "request_id") ',
  'ALTER TABLE "draft" ADD "point_id" character varying(80)',
  'ALTER TABLE "enquiry" ADD "point_id" character varying(80)',
  'CREATE INDEX "IDX_16f27c7ee3655df4a4f8c1cf2c" ON "draft"  ("point_id") ',
  'CREATE INDEX "IDX_860abdc1f717a14343eb42490d" ON "enquiry"  ("point_id") ',
  'ALTER TABLE "point_filing" ADD CONSTRAINT "FK_69465821ebabbeec891fb485f3e" FOREIGN KEY ("point_id") REFERENCES "reception_point"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export const ReceptionPoints1795884200000 = migration('ReceptionPoints1795884200000', { sqlite: SQLITE, postgres: POSTGRES });
