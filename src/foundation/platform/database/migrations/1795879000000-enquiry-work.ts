import { migration } from './migration.js';

// Contacts from before this version keep no one waiting: nobody wrote down whether they were answered.
const COLUMNS = (text: string, flag: string): string[] =>
  [
    '"who" text',
    `"phone" ${text}(80)`,
    `"call_back_on" ${text}(10)`,
    `"call_back_by" ${text}(80)`,
    `"called_back_at" ${text}(24)`,
    `"awaits_answer" boolean NOT NULL DEFAULT ${flag}`,
    `"answer_means" ${text}(80)`,
    '"answer" text',
    `"answered_on" ${text}(10)`,
    `"answered_by" ${text}(80)`,
    '"version" integer NOT NULL DEFAULT 1',
  ].map((column) => `ALTER TABLE "enquiry" ADD ${column}`);

const INDEX = 'CREATE INDEX "enquiry_call_back" ON "enquiry" ("call_back_on") WHERE call_back_on IS NOT NULL';

export const EnquiryWork1795879000000 = migration('EnquiryWork1795879000000', {
  sqlite: [...COLUMNS('varchar', '0'), INDEX],
  postgres: [...COLUMNS('character varying', 'false'), INDEX],
});
