import { migration } from './migration.js';

/**
 * The name of the first territory stood in the code. A site with its communes keeps the name that its pages have shown;
 * an empty site is asked for its own.
 */
const NAME = [
  `INSERT INTO "setting" ("name", "territory_id", "value")
   SELECT 'territoryName', "territory"."id", '"' || "territory"."name" || '"'
   FROM "territory"
   WHERE EXISTS (SELECT 1 FROM "commune" WHERE "commune"."territory_id" = "territory"."id")
     AND NOT EXISTS (SELECT 1 FROM "setting" WHERE "name" = 'territoryName' AND "setting"."territory_id" = "territory"."id")`,
];

export const TerritoryName1795874670000 = migration('TerritoryName1795874670000', { sqlite: NAME, postgres: NAME });
