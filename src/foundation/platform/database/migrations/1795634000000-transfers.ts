import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the table anew: a column is only added.
export const Transfers1795634000000 = migration('Transfers1795634000000', {
  sqlite: ['ALTER TABLE "candidacy" ADD "awaits_release" boolean NOT NULL DEFAULT (0)'],
  postgres: ['ALTER TABLE "candidacy" ADD "awaits_release" boolean NOT NULL DEFAULT false'],
});
