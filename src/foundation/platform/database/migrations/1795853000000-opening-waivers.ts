import { migration } from './migration.js';

// Not edited once released.
const INDEX = 'CREATE INDEX "IDX_dc86ce439e8f5dc8cebf20314a" ON "opening_waiver" ("territory_id") ';

const SQLITE = [
  `CREATE TABLE "opening_waiver" ("lack" varchar(80) NOT NULL, "territory_id" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), "name" text NOT NULL, "reason" text NOT NULL, "at" varchar(24) NOT NULL, PRIMARY KEY ("lack", "territory_id"))`,
  INDEX,
];

const POSTGRES = [
  `CREATE TABLE "opening_waiver" ("lack" character varying(80) NOT NULL, "territory_id" character varying(80) NOT NULL DEFAULT 'creusot-montceau-sud', "name" text NOT NULL, "reason" text NOT NULL, "at" character varying(24) NOT NULL, CONSTRAINT "PK_9197e0813a57dc2deba92ddf16b" PRIMARY KEY ("lack", "territory_id"))`,
  INDEX,
];

export const OpeningWaivers1795853000000 = migration('OpeningWaivers1795853000000', { sqlite: SQLITE, postgres: POSTGRES });
