import { migration } from './migration.js';

const ADDED = ['ALTER TABLE "body_member" ADD "address" text'];

export const MemberAddresses1795874241000 = migration('MemberAddresses1795874241000', {
  sqlite: ADDED,
  postgres: ADDED,
});
