import { migration } from './migration.js';

export const AdultsOfTwoHomes1795874753000 = migration('AdultsOfTwoHomes1795874753000', {
  sqlite: [
    'ALTER TABLE "dossier" ADD "apart" boolean NOT NULL DEFAULT (0)',
    'ALTER TABLE "access_link" ADD "adult" integer',
    'ALTER TABLE "family_session" ADD "adult" integer',
    'ALTER TABLE "offer" ADD "noes" text',
  ],
  postgres: [
    'ALTER TABLE "dossier" ADD "apart" boolean NOT NULL DEFAULT false',
    'ALTER TABLE "access_link" ADD "adult" integer',
    'ALTER TABLE "family_session" ADD "adult" integer',
    'ALTER TABLE "offer" ADD "noes" text',
  ],
});
