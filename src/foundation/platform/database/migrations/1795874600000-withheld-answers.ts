import { migration } from './migration.js';

// The questions about a child that its family does not wish to answer; those about others are parts of their JSON.
const ADDED = ['ALTER TABLE "child_request" ADD "withheld" text'];

export const WithheldAnswers1795874600000 = migration('WithheldAnswers1795874600000', {
  sqlite: ADDED,
  postgres: ADDED,
});
