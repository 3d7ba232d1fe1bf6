import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the table anew, and for the names of the requests that are there.
const statements = (joined: string): string[] => [
  'DROP INDEX "IDX_f029375473cbf3455d58aabadb"',
  'CREATE INDEX "wish_provider" ON "wish" ("provider_id", "request_id")',
  'DROP INDEX "child_request_inbox"',
  'ALTER TABLE "child_request" ADD "names" text',
  `UPDATE "child_request" SET "names" = (SELECT substr(${joined}, 1, 500) FROM "duplicate_key" k WHERE k.request_id = "child_request".id AND (k.value LIKE 'name:%' OR k.value LIKE 'word:%'))`,
  'CREATE INDEX "child_request_inbox" ON "child_request" ("desk_id", "next_act_due", "id", "state", "commune_code", "next_act_owner", "names") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL',
];

export const NamesInTheInbox1795621000000 = migration('NamesInTheInbox1795621000000', {
  sqlite: statements("group_concat(' ' || substr(k.value, 6), '')"),
  postgres: statements("string_agg(' ' || substr(k.value, 6), '')"),
});
