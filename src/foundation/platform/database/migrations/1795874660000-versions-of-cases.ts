import { migration } from './migration.js';

/**
 * How many cases a session has, and what their versions add up to, is asked for at each decision by each of its
 * followers. Read from the rows, with all that a session judges, it took as long as the rest of their answer.
 */
const INDEX = ['CREATE INDEX "candidacy_versions" ON "candidacy" ("session_id", "state", "version")'];

export const VersionsOfCases1795874660000 = migration('VersionsOfCases1795874660000', {
  sqlite: INDEX,
  postgres: INDEX,
});
