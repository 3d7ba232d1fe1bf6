import { migration } from './migration.js';

// Not edited once released. An auditor reads the journal by person, by subject, by act and by period.
const INDEXES = [
  'DROP INDEX "audit_event_at"',
  'CREATE INDEX "audit_event_at" ON "audit_event" ("at", "id") ',
  'CREATE INDEX "audit_event_actor" ON "audit_event" ("actor", "at", "id") ',
  'CREATE INDEX "audit_event_action" ON "audit_event" ("action", "at", "id") ',
  'CREATE INDEX "audit_event_subject" ON "audit_event" ("subject_id", "at", "id") ',
];

export const JournalIndexes1795874320000 = migration('JournalIndexes1795874320000', { sqlite: INDEXES, postgres: INDEXES });
