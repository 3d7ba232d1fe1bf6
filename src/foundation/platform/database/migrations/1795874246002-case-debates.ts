import { migration } from './migration.js';

// Not edited once released.
const INDEXES = [
  'CREATE INDEX "IDX_dbca87bdef8e598f9b2abeb45f" ON "case_debate" ("session_id") ',
  'CREATE INDEX "IDX_f3a4606d6e02dcb56f4ee8d505" ON "case_debate" ("candidacy_id") ',
  'CREATE UNIQUE INDEX "case_debate_once" ON "case_debate" ("candidacy_id") ',
];

const SQLITE = [
  'CREATE TABLE "case_debate" ("id" varchar(36) PRIMARY KEY NOT NULL, "session_id" varchar(80) NOT NULL, "candidacy_id" varchar(80) NOT NULL, "points" text NOT NULL, "votes" text NOT NULL, "named" text, "at" varchar(24) NOT NULL, CONSTRAINT "FK_dbca87bdef8e598f9b2abeb45fc" FOREIGN KEY ("session_id") REFERENCES "commission_session" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT "FK_f3a4606d6e02dcb56f4ee8d505b" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)',
  ...INDEXES,
  `ALTER TABLE "body" ADD "debates" varchar(80) NOT NULL DEFAULT ('none')`,
];

const POSTGRES = [
  'CREATE TABLE "case_debate" ("id" character varying(36) NOT NULL, "session_id" character varying(80) NOT NULL, "candidacy_id" character varying(80) NOT NULL, "points" text NOT NULL, "votes" text NOT NULL, "named" text, "at" character varying(24) NOT NULL, CONSTRAINT "PK_4ab23e02d8436cb353082c49c2e" PRIMARY KEY ("id"))',
  ...INDEXES,
  `ALTER TABLE "body" ADD "debates" character varying(80) NOT NULL DEFAULT 'none'`,
  'ALTER TABLE "case_debate" ADD CONSTRAINT "FK_dbca87bdef8e598f9b2abeb45fc" FOREIGN KEY ("session_id") REFERENCES "commission_session"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "case_debate" ADD CONSTRAINT "FK_f3a4606d6e02dcb56f4ee8d505b" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export const CaseDebates1795874246002 = migration('CaseDebates1795874246002', { sqlite: SQLITE, postgres: POSTGRES });
