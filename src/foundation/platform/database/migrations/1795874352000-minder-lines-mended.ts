import { migration } from './migration.js';

const MENDED = 'ALTER TABLE "minder_list" ADD "mended" text';

export const MinderLinesMended1795874352000 = migration('MinderLinesMended1795874352000', {
  sqlite: [MENDED],
  postgres: [MENDED],
});
