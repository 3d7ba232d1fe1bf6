import { migration } from './migration.js';

const CHANGED = [
  'DROP INDEX "possible_duplicate_likeliest"',
  'CREATE INDEX "possible_duplicate_likeliest" ON "possible_duplicate" ("state", "level", "score", "id")',
];
export const LikeliestPairs1795823100000 = migration('LikeliestPairs1795823100000', { sqlite: CHANGED, postgres: CHANGED });
