import { migration } from './migration.js';

export const TakenAnyway1795874700000 = migration('TakenAnyway1795874700000', {
  sqlite: ['ALTER TABLE "import_batch" ADD "taken_anyway" text'],
  postgres: ['ALTER TABLE "import_batch" ADD "taken_anyway" text'],
});
