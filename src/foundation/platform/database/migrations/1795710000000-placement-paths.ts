import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where it would make the tables anew: columns are only added.
// Places and offers that are there keep what they hold: they have no path.
export const PlacementPaths1795710000000 = migration('PlacementPaths1795710000000', {
  sqlite: [
    'ALTER TABLE "placement" ADD "path_to" varchar(10)',
    'ALTER TABLE "offer" ADD "path_to" varchar(10)',
    'ALTER TABLE "provider" ADD "section_move" varchar(80) NOT NULL DEFAULT (\'september\')',
    'ALTER TABLE "provider" ADD "last_day" varchar(80) NOT NULL DEFAULT (\'08-31\')',
  ],
  postgres: [
    'ALTER TABLE "placement" ADD "path_to" character varying(10)',
    'ALTER TABLE "offer" ADD "path_to" character varying(10)',
    'ALTER TABLE "provider" ADD "section_move" character varying(80) NOT NULL DEFAULT \'september\'',
    'ALTER TABLE "provider" ADD "last_day" character varying(80) NOT NULL DEFAULT \'08-31\'',
  ],
});
