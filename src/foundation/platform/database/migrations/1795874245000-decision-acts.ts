import { migration } from './migration.js';

const columns = (text: string): string =>
  [
    `"id" ${text}(36) NOT NULL`,
    `"session_id" ${text}(80) NOT NULL`,
    '"version" integer NOT NULL',
    `"kind" ${text}(80) NOT NULL`,
    '"number" integer',
    '"cases" integer NOT NULL',
    '"changes" text NOT NULL',
    `"at" ${text}(24) NOT NULL`,
    `"by" ${text}(80) NOT NULL`,
    `"undone_at" ${text}(24)`,
    'CONSTRAINT "PK_45d0f00efa0444bd3ea07444e17" PRIMARY KEY ("id")',
    'CONSTRAINT "FK_83177212aa899f9a74c2cf98f0c" FOREIGN KEY ("session_id") REFERENCES "commission_session" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  ].join(', ');

const statements = (text: string): string[] => [
  `CREATE TABLE "decision_act" (${columns(text)})`,
  'CREATE INDEX "IDX_83177212aa899f9a74c2cf98f0" ON "decision_act" ("session_id")',
  'CREATE INDEX "IDX_4a485f435bc0aca1eec39e8bb7" ON "decision_act" ("by")',
  'CREATE UNIQUE INDEX "decision_act_once" ON "decision_act" ("session_id", "version")',
  `ALTER TABLE "candidacy" ADD "decided_at" ${text}(24)`,
  `ALTER TABLE "attendance" ADD "arrived_at" ${text}(80)`,
  `ALTER TABLE "attendance" ADD "left_at" ${text}(80)`,
];

export const DecisionActs1795874245000 = migration('DecisionActs1795874245000', {
  sqlite: statements('varchar'),
  postgres: statements('character varying'),
});
