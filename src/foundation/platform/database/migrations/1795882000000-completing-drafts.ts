import { migration } from './migration.js';

// The known family that a draft of the counter completes.
const ADDED = [
  'ALTER TABLE "draft" ADD "completes_id" varchar(80)',
  'CREATE INDEX "IDX_3c36aba7982b6a7ee6b5b98580" ON "draft" ("completes_id")',
];

export const CompletingDrafts1795882000000 = migration('CompletingDrafts1795882000000', {
  sqlite: ADDED,
  postgres: ADDED,
});
