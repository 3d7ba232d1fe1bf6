import { migration } from './migration.js';

// A large session keeps eight megabytes: PostgreSQL's own compression takes longer over them than all else it does with them. Where it was built without the other, it stays.
const STATEMENT = `DO $$ BEGIN
  ALTER TABLE "proposal" ALTER COLUMN "content" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL; END $$`;

export const ProposalCompression1795636000000 = migration('ProposalCompression1795636000000', { sqlite: [], postgres: [STATEMENT] });
