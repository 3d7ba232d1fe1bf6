import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make each table anew: columns are only added, and the triggers of the
// grids stay. Only the settings' key is another. Every row that is there is the one territory's.
const FIRST = 'creusot-montceau-sud';
const FIRST_ROW = `INSERT INTO "territory" ("id", "name") VALUES ('${FIRST}', 'Bassin sud de la Communauté urbaine Creusot Montceau')`;
/** Each table, with the name of its index. */
const TABLES = [
  ['staff_account', 'IDX_b2b7d250bb3e4cc5014af839c4'],
  ['commune', 'IDX_70d63a67b71fe2cc0cbfb0a2b2'],
  ['living_area', 'IDX_37aa9533643d8e4d07ff928f9c'],
  ['first_desk', 'IDX_4b81f2c25ce39bedcdf440cfdf'],
  ['criteria_grid', 'IDX_f729c74cae7b9005ce1ca6c443'],
  ['body', 'IDX_9981befb1286a9f5644ee9d5d9'],
] as const;
const SETTING = ['setting', 'IDX_448ab35bd3ba68d6f508a7ffcd'] as const;

const indexed = ([table, index]: readonly [string, string]): string => `CREATE INDEX "${index}" ON "${table}" ("territory_id")`;
const GRID_VERSION = 'CREATE UNIQUE INDEX "criteria_grid_version" ON "criteria_grid" ("territory_id", "code", "version")';

const SQLITE = [
  'CREATE TABLE "territory" ("id" varchar(80) PRIMARY KEY NOT NULL, "name" text NOT NULL)',
  FIRST_ROW,
  ...TABLES.map(([table]) => `ALTER TABLE "${table}" ADD "territory_id" varchar(80) NOT NULL DEFAULT ('${FIRST}')`),
  `CREATE TABLE "temporary_setting" ("name" varchar(80) NOT NULL, "value" text NOT NULL, "territory_id" varchar(80) NOT NULL DEFAULT ('${FIRST}'), PRIMARY KEY ("name", "territory_id"))`,
  'INSERT INTO "temporary_setting" ("name", "value") SELECT "name", "value" FROM "setting"',
  'DROP TABLE "setting"',
  'ALTER TABLE "temporary_setting" RENAME TO "setting"',
  'DROP INDEX "criteria_grid_version"',
  GRID_VERSION,
  ...[...TABLES, SETTING].map(indexed),
];

const POSTGRES = [
  'CREATE TABLE "territory" ("id" character varying(80) NOT NULL, "name" text NOT NULL, CONSTRAINT "PK_2250448f958bc52a8d040b48f82" PRIMARY KEY ("id"))',
  FIRST_ROW,
  ...[...TABLES, SETTING].map(([table]) => `ALTER TABLE "${table}" ADD "territory_id" character varying(80) NOT NULL DEFAULT '${FIRST}'`),
  'ALTER TABLE "setting" DROP CONSTRAINT "PK_27923d152bbf82683ab795d5476"',
  'ALTER TABLE "setting" ADD CONSTRAINT "PK_fe9b073551f027ec9bbcc6196a7" PRIMARY KEY ("name", "territory_id")',
  'DROP INDEX "public"."criteria_grid_version"',
  GRID_VERSION,
  ...[...TABLES, SETTING].map(indexed),
];

export const Territories1795819713048 = migration('Territories1795819713048', { sqlite: SQLITE, postgres: POSTGRES });
