import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the dossiers anew: the column is only added.
const COLUMNS = [
  '"dossier_id" varchar(80) NOT NULL', '"request_id" varchar(80)', '"arrival_id" varchar(80)', '"sent_request_id" varchar(80)', '"join_id" varchar(80)',
  '"source" varchar(80) NOT NULL', '"at" varchar(24) NOT NULL', '"field" varchar(80) NOT NULL', '"value" text', '"before" text', '"state" varchar(80) NOT NULL',
  '"decided_at" varchar(24)', '"decided_by" varchar(80)',
].join(', ');
const OWNER = 'CONSTRAINT "FK_f2aaf5267b6139ae209817430c8" FOREIGN KEY ("dossier_id") REFERENCES "dossier" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION';

const INDEXES = [
  'CREATE INDEX "IDX_f2aaf5267b6139ae209817430c" ON "proposed_change" ("dossier_id")',
  'CREATE INDEX "IDX_82e0be18806a47f3387df4819f" ON "proposed_change" ("request_id")',
  'CREATE INDEX "IDX_d7726380a059ad21db110da19d" ON "proposed_change" ("arrival_id")',
  'CREATE INDEX "IDX_32c675976b2fe5aa2e7cf7cfe3" ON "proposed_change" ("sent_request_id")',
  'CREATE INDEX "IDX_aff1b484994dc9a5c6670418ac" ON "proposed_change" ("join_id")',
  'ALTER TABLE "dossier" ADD "arrived_for_id" varchar(80)',
  'CREATE INDEX "IDX_e5ebd3c72c0a0424dc487f19d6" ON "dossier" ("arrived_for_id")',
];

export const ProposedChanges1795703000000 = migration('ProposedChanges1795703000000', {
  sqlite: [`CREATE TABLE "proposed_change" ("id" varchar(36) PRIMARY KEY NOT NULL, ${COLUMNS}, ${OWNER})`, ...INDEXES],
  postgres: [
    `CREATE TABLE "proposed_change" ("id" varchar(36) NOT NULL, ${COLUMNS}, CONSTRAINT "PK_64ecb16ad7460b40b1018ab6bba" PRIMARY KEY ("id"), ${OWNER})`, ...INDEXES,
  ],
});
