import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "DROP INDEX \"IDX_70d63a67b71fe2cc0cbfb0a2b2\"",
  "DROP INDEX \"IDX_333e41f27df205f97525475137\"",
  "DROP INDEX \"IDX_ab085bd9908f8c3ec89bd839e2\"",
  "CREATE TABLE \"temporary_commune\" (\"code\" varchar(80) PRIMARY KEY NOT NULL, \"name\" text NOT NULL, \"postal_codes\" text NOT NULL, \"latitude\" varchar(80) NOT NULL, \"longitude\" varchar(80) NOT NULL, \"population\" integer NOT NULL, \"inside_rpe\" boolean NOT NULL, \"living_area_id\" varchar(80), \"first_desk_id\" varchar(80) NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"version\" integer NOT NULL DEFAULT (0), CONSTRAINT \"FK_333e41f27df205f97525475137b\" FOREIGN KEY (\"first_desk_id\") REFERENCES \"first_desk\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT \"FK_ab085bd9908f8c3ec89bd839e2f\" FOREIGN KEY (\"living_area_id\") REFERENCES \"living_area\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "INSERT INTO \"temporary_commune\"(\"code\", \"name\", \"postal_codes\", \"latitude\", \"longitude\", \"population\", \"inside_rpe\", \"living_area_id\", \"first_desk_id\", \"territory_id\") SELECT \"code\", \"name\", \"postal_codes\", \"latitude\", \"longitude\", \"population\", \"inside_rpe\", \"living_area_id\", \"first_desk_id\", \"territory_id\" FROM \"commune\"",
  "DROP TABLE \"commune\"",
  "ALTER TABLE \"temporary_commune\" RENAME TO \"commune\"",
  "CREATE INDEX \"IDX_70d63a67b71fe2cc0cbfb0a2b2\" ON \"commune\" (\"territory_id\") ",
  "CREATE INDEX \"IDX_333e41f27df205f97525475137\" ON \"commune\" (\"first_desk_id\") ",
  "CREATE INDEX \"IDX_ab085bd9908f8c3ec89bd839e2\" ON \"commune\" (\"living_area_id\") ",
  "DROP INDEX \"IDX_37aa9533643d8e4d07ff928f9c\"",
  "CREATE TABLE \"temporary_living_area\" (\"id\" varchar(80) PRIMARY KEY NOT NULL, \"name\" text NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"version\" integer NOT NULL DEFAULT (0))",
  "INSERT INTO \"temporary_living_area\"(\"id\", \"name\", \"territory_id\") SELECT \"id\", \"name\", \"territory_id\" FROM \"living_area\"",
  "DROP TABLE \"living_area\"",
  "ALTER TABLE \"temporary_living_area\" RENAME TO \"living_area\"",
  "CREATE INDEX \"IDX_37aa9533643d8e4d07ff928f9c\" ON \"living_area\" (\"territory_id\") ",
  "DROP INDEX \"IDX_4b81f2c25ce39bedcdf440cfdf\"",
  "CREATE TABLE \"temporary_first_desk\" (\"id\" varchar(80) PRIMARY KEY NOT NULL, \"name\" text NOT NULL, \"address\" text NOT NULL, \"phone\" varchar(80) NOT NULL, \"email\" varchar(80) NOT NULL, \"territory_id\" varchar(80) NOT NULL DEFAULT ('creusot-montceau-sud'), \"version\" integer NOT NULL DEFAULT (0))",
  "INSERT INTO \"temporary_first_desk\"(\"id\", \"name\", \"address\", \"phone\", \"email\", \"territory_id\") SELECT \"id\", \"name\", \"address\", \"phone\", \"email\", \"territory_id\" FROM \"first_desk\"",
  "DROP TABLE \"first_desk\"",
  "ALTER TABLE \"temporary_first_desk\" RENAME TO \"first_desk\"",
  "CREATE INDEX \"IDX_4b81f2c25ce39bedcdf440cfdf\" ON \"first_desk\" (\"territory_id\") ",
];

const POSTGRES = [
  "ALTER TABLE \"commune\" ADD \"version\" integer NOT NULL DEFAULT '0'",
  "ALTER TABLE \"living_area\" ADD \"version\" integer NOT NULL DEFAULT '0'",
  "ALTER TABLE \"first_desk\" ADD \"version\" integer NOT NULL DEFAULT '0'",
];

export const TerritoryVersions1795861055153 = migration('TerritoryVersions1795861055153', { sqlite: SQLITE, postgres: POSTGRES });
