import { migration } from './migration.js';

const STATEMENTS = ['ALTER TABLE "commission_session" ADD COLUMN "unreached_member_ids" text'];

export const UnreachedMembers1795874650000 = migration('UnreachedMembers1795874650000', {
  sqlite: STATEMENTS,
  postgres: STATEMENTS,
});
