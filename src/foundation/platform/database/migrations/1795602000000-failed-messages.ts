import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const STATEMENTS = ["CREATE INDEX \"message_failed\" ON \"message\" (\"failed_at\") WHERE state = 'failed'"];

export const FailedMessages1795602000000 = migration('FailedMessages1795602000000', { sqlite: STATEMENTS, postgres: STATEMENTS });
