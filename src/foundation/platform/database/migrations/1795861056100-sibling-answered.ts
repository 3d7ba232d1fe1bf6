import { migration } from './migration.js';

// Whoever named an establishment has said yes. An empty answer stays without one: nobody has said no.
const ADDED = [
  'ALTER TABLE "child_request" ADD "sibling_received" boolean',
  'UPDATE "child_request" SET "sibling_received" = true WHERE "sibling_provider_id" IS NOT NULL',
];

export const SiblingAnswered1795861056100 = migration('SiblingAnswered1795861056100', {
  sqlite: ADDED,
  postgres: ADDED,
});
