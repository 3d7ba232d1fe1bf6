import { migration } from './migration.js';

/** The first form of a dossier came as the dossier did. Of later ones nothing was written down. */
const FIRST_FORMS = `UPDATE "sealed_form" SET "source" = (SELECT "origin" FROM "dossier" WHERE "dossier"."id" = "sealed_form"."dossier_id")
 WHERE NOT EXISTS (SELECT 1 FROM "sealed_form" AS earlier
  WHERE earlier."dossier_id" = "sealed_form"."dossier_id" AND earlier."at" < "sealed_form"."at")`;

export const SourcesOfForms1795874730000 = migration('SourcesOfForms1795874730000', {
  sqlite: ['ALTER TABLE "sealed_form" ADD "source" varchar(80)', FIRST_FORMS],
  postgres: ['ALTER TABLE "sealed_form" ADD "source" character varying(80)', FIRST_FORMS],
});
