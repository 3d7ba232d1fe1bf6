import { migration } from './migration.js';

// A large session keeps a proposal of eight megabytes: PostgreSQL's own compression takes longer over it than all else it does with it. Where it was built without the other, it stays.
const COMPRESSION = `DO $$ BEGIN
  ALTER TABLE "proposal" ALTER COLUMN "content" SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL; END $$`;

// A PDF is compressed already.
const AS_IT_IS = 'ALTER TABLE "minutes_file" ALTER COLUMN "bytes" SET STORAGE EXTERNAL';

// Rows that are written once and changed again and again, by the thousand when a session closes: with room beside them, a change leaves their indexes alone.
const ROOM = ['candidacy', 'seat_ledger'].map((table) => `ALTER TABLE "${table}" SET (fillfactor = 50)`);

export const PostgresStorage1795636000000 = migration('PostgresStorage1795636000000', { sqlite: [], postgres: [COMPRESSION, AS_IT_IS, ...ROOM] });
