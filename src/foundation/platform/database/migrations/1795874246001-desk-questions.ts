import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"desk_question\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"subject\" varchar(80) NOT NULL, \"criterion\" varchar(80), \"words\" text, \"asked_by\" varchar(80) NOT NULL, \"asked_at\" varchar(24) NOT NULL, \"answer\" text, \"answered_by\" varchar(80), \"answered_at\" varchar(24))",
  "CREATE INDEX \"IDX_f65de7d2e610112a12de60db99\" ON \"desk_question\" (\"request_id\") ",
  "CREATE INDEX \"IDX_13c06776f7cc3fdf0c0f27f1a1\" ON \"desk_question\" (\"provider_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"desk_question\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"subject\" character varying(80) NOT NULL, \"criterion\" character varying(80), \"words\" text, \"asked_by\" character varying(80) NOT NULL, \"asked_at\" character varying(24) NOT NULL, \"answer\" text, \"answered_by\" character varying(80), \"answered_at\" character varying(24), CONSTRAINT \"PK_e432dedef517151a202161e23ac\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_f65de7d2e610112a12de60db99\" ON \"desk_question\"  (\"request_id\") ",
  "CREATE INDEX \"IDX_13c06776f7cc3fdf0c0f27f1a1\" ON \"desk_question\"  (\"provider_id\") ",
];

export const DeskQuestions1795874246001 = migration('DeskQuestions1795874246001', { sqlite: SQLITE, postgres: POSTGRES });
