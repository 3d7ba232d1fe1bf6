import { migration } from './migration.js';

// Until here a section was the only one of its age group, and its code was that group.
const GROUPS_FROM_CODES = 'UPDATE "section" SET "age_group" = "code"';

const SQLITE = [
  "ALTER TABLE \"section\" ADD \"age_group\" varchar(80) NOT NULL DEFAULT 'mixed'",
  'ALTER TABLE "section" ADD "name" text',
  GROUPS_FROM_CODES,
];

const POSTGRES = [
  "ALTER TABLE \"section\" ADD \"age_group\" character varying(80) NOT NULL DEFAULT 'mixed'",
  'ALTER TABLE "section" ADD "name" text',
  GROUPS_FROM_CODES,
];

export const SectionsOfOneAge1795874350000 = migration('SectionsOfOneAge1795874350000', {
  sqlite: SQLITE,
  postgres: POSTGRES,
});
