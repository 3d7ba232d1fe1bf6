import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE INDEX \"child_request_born\" ON \"child_request\" (\"desk_id\", \"birth_date\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_wanted\" ON \"child_request\" (\"desk_id\", \"wanted_from\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_received\" ON \"child_request\" (\"desk_id\", \"submitted_at\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
];

const POSTGRES = [
  "CREATE INDEX \"child_request_born\" ON \"child_request\"  (\"desk_id\", \"birth_date\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_wanted\" ON \"child_request\"  (\"desk_id\", \"wanted_from\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
  "CREATE INDEX \"child_request_received\" ON \"child_request\"  (\"desk_id\", \"submitted_at\", \"id\") WHERE next_act_due IS NOT NULL AND joined_into_id IS NULL",
];

export const InboxOrders1795877000000 = migration('InboxOrders1795877000000', { sqlite: SQLITE, postgres: POSTGRES });
