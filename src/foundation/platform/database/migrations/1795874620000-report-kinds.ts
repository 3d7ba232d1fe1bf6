import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = ["ALTER TABLE \"steering_report\" ADD \"kind\" varchar(80) NOT NULL DEFAULT 'committee'"];

const POSTGRES = ["ALTER TABLE \"steering_report\" ADD \"kind\" character varying(80) NOT NULL DEFAULT 'committee'"];

export const ReportKinds1795874620000 = migration('ReportKinds1795874620000', { sqlite: SQLITE, postgres: POSTGRES });
