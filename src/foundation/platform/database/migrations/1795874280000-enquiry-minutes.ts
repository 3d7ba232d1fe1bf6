import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "ALTER TABLE \"enquiry\" ADD \"minutes\" integer",
];

const POSTGRES = [
  "ALTER TABLE \"enquiry\" ADD \"minutes\" integer",
];

export const EnquiryMinutes1795874280000 = migration('EnquiryMinutes1795874280000', { sqlite: SQLITE, postgres: POSTGRES });
