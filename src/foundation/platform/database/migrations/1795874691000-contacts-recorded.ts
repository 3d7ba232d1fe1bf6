import { migration } from './migration.js';

// A line of an old list came in when its request did, as far as the recorded facts tell. Of other files nothing tells it.
const FROM_FACTS = `UPDATE "enquiry" SET "recorded_at" = (
    SELECT MIN("fact_record"."recorded_at") FROM "fact_record"
    WHERE "fact_record"."kind" = 'status' AND "fact_record"."subject_id" = "enquiry"."request_id")
  WHERE "channel" = 'list'`;

export const ContactsRecorded1795874691000 = migration('ContactsRecorded1795874691000', {
  sqlite: [`ALTER TABLE "enquiry" ADD "recorded_at" varchar(24)`, FROM_FACTS],
  postgres: [`ALTER TABLE "enquiry" ADD "recorded_at" character varying(24)`, FROM_FACTS],
});
