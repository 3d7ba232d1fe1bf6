import { migration } from './migration.js';

const runs = (text: string): string =>
  [
    `"id" ${text}(36) NOT NULL`,
    `"session_id" ${text}(80) NOT NULL`,
    `"at" ${text}(24) NOT NULL`,
    `"engine" ${text}(80) NOT NULL`,
    '"content" text NOT NULL',
    'CONSTRAINT "PK_90da732143328f4ed2b3487c23b" PRIMARY KEY ("id")',
    'CONSTRAINT "FK_2700f17d068e0f507b3ede56cd4" FOREIGN KEY ("session_id") REFERENCES "commission_session" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  ].join(', ');

const seats = (text: string): string =>
  [
    `"released_id" ${text}(80) NOT NULL`,
    `"run_id" ${text}(80)`,
    'CONSTRAINT "PK_4f6ebc7d24b798fae58292f34f0" PRIMARY KEY ("released_id")',
    'CONSTRAINT "FK_fefb1e037f5c2cce1aef36a9776" FOREIGN KEY ("run_id") REFERENCES "reoffer_run" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  ].join(', ');

const statements = (text: string): string[] => [
  `CREATE TABLE "reoffer_run" (${runs(text)})`,
  'CREATE INDEX "IDX_2700f17d068e0f507b3ede56cd" ON "reoffer_run" ("session_id")',
  `CREATE TABLE "reoffered_seats" (${seats(text)})`,
  'CREATE INDEX "IDX_fefb1e037f5c2cce1aef36a977" ON "reoffered_seats" ("run_id")',
];

export const ReofferRuns1795874242000 = migration('ReofferRuns1795874242000', {
  sqlite: statements('varchar'),
  postgres: statements('character varying'),
});
