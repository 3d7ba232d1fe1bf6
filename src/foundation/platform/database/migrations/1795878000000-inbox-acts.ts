import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE INDEX \"child_request_inbox_act\" ON \"child_request\" (\"desk_id\", \"next_act\", \"next_act_due\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"desk_question_open\" ON \"desk_question\" (\"request_id\") WHERE answered_at IS NULL",
];

const POSTGRES = [
  "CREATE INDEX \"child_request_inbox_act\" ON \"child_request\"  (\"desk_id\", \"next_act\", \"next_act_due\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"desk_question_open\" ON \"desk_question\"  (\"request_id\") WHERE answered_at IS NULL",
];

export const InboxActs1795878000000 = migration('InboxActs1795878000000', { sqlite: SQLITE, postgres: POSTGRES });
