import { migration } from './migration.js';

export const EndsTakenBack1795705100000 = migration('EndsTakenBack1795705100000', {
  sqlite: ['ALTER TABLE "placement" ADD "before_end" text'],
  postgres: ['ALTER TABLE "placement" ADD "before_end" text'],
});
