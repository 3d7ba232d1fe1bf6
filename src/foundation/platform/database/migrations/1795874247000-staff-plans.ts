import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"staff_plan\" (\"provider_id\" varchar(80) PRIMARY KEY NOT NULL, \"rule\" varchar(80), \"walking_months\" integer NOT NULL, \"weeks\" text NOT NULL, \"version\" integer NOT NULL, \"changed_at\" varchar(24) NOT NULL, \"changed_by\" varchar(80) NOT NULL)",
];

const POSTGRES = [
  "CREATE TABLE \"staff_plan\" (\"provider_id\" character varying(80) NOT NULL, \"rule\" character varying(80), \"walking_months\" integer NOT NULL, \"weeks\" text NOT NULL, \"version\" integer NOT NULL, \"changed_at\" character varying(24) NOT NULL, \"changed_by\" character varying(80) NOT NULL, CONSTRAINT \"PK_97cb90dbab3fcbeac4c24188c68\" PRIMARY KEY (\"provider_id\"))",
];

export const StaffPlans1795874247000 = migration('StaffPlans1795874247000', { sqlite: SQLITE, postgres: POSTGRES });
