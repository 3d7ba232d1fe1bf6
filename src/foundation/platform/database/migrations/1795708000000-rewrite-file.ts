import { migration } from './migration.js';

// Rows that were deleted before `secure_delete` are still in the file: the house writes it anew, once, as soon as it has started (platform/erasures/traces.ts).
const REWRITE_ONCE = `INSERT INTO job (id, type, payload, key, run_at, state, attempts, created_at)
  SELECT '0195708a-0000-7000-8000-000000000001', 'erasure.rewrite-file', '{}', 'erasure.rewrite-file',
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'waiting', 0, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE EXISTS (SELECT 1 FROM dossier)`;

export const RewriteFile1795708000000 = migration('RewriteFile1795708000000', { sqlite: [REWRITE_ONCE], postgres: [] });
