import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "DROP INDEX \"child_request_inbox\"",
  "CREATE INDEX \"child_request_inbox_owner\" ON \"child_request\" (\"desk_id\", \"next_act_owner\", \"next_act_due\", \"id\", \"state\", \"commune_code\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_inbox_commune\" ON \"child_request\" (\"desk_id\", \"commune_code\", \"next_act_due\", \"id\", \"state\", \"next_act_owner\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_inbox_state\" ON \"child_request\" (\"desk_id\", \"state\", \"next_act_due\", \"id\", \"commune_code\", \"next_act_owner\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_inbox\" ON \"child_request\" (\"desk_id\", \"next_act_due\", \"id\", \"state\", \"commune_code\", \"next_act_owner\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
];

const POSTGRES = [
  "DROP INDEX \"public\".\"child_request_inbox\"",
  "CREATE INDEX \"child_request_inbox_owner\" ON \"child_request\"  (\"desk_id\", \"next_act_owner\", \"next_act_due\", \"id\", \"state\", \"commune_code\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_inbox_commune\" ON \"child_request\"  (\"desk_id\", \"commune_code\", \"next_act_due\", \"id\", \"state\", \"next_act_owner\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_inbox_state\" ON \"child_request\"  (\"desk_id\", \"state\", \"next_act_due\", \"id\", \"commune_code\", \"next_act_owner\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_inbox\" ON \"child_request\"  (\"desk_id\", \"next_act_due\", \"id\", \"state\", \"commune_code\", \"next_act_owner\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"duplicate_key_beginning\" ON \"duplicate_key\" (\"value\" text_pattern_ops, \"request_id\")",
];

export const Inbox1795581455387 = migration('Inbox1795581455387', { sqlite: SQLITE, postgres: POSTGRES });
