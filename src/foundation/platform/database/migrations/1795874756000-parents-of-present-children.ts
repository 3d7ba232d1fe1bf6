import { migration } from './migration.js';

const COLUMNS = [
  'ALTER TABLE "present_child" ADD "parent_name" text',
  'ALTER TABLE "present_child" ADD "parent_phone" text',
];

export const ParentsOfPresentChildren1795874756000 = migration('ParentsOfPresentChildren1795874756000', {
  sqlite: COLUMNS,
  postgres: COLUMNS,
});
